package io.viatra.chat.streams.stats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.stats.UserSketch;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `GET /stats`: the last 48 hours and eight days of all partitions, for operators. Any thread.
///
/// @param patience when a turn without an answer counts as unanswered
record StatsPage(StatsTable table, Duration patience, Clock clock) {
  private static final int HOURS_SHOWN = 48;

  String json() {
    var totals = table.totals();
    var page = JsonNodeFactory.instance.objectNode();
    page.put("unansweredAfter", patience.toString());
    page.put("unanswered", unanswered(totals));
    var hours = page.putArray("hours");
    totals
        .subList(Math.max(0, totals.size() - HOURS_SHOWN), totals.size())
        .forEach(total ->
            hours.add(
                object("hour", total.hour().toString(), List.of(total))
                    .put("conversations", total.counts().conversations())));
    var byDay = new TreeMap<String, List<StatsTable.Total>>();
    totals.forEach(total ->
        byDay
            .computeIfAbsent(
                total
                    .hour()
                    .truncatedTo(ChronoUnit.DAYS)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString(),
                _ -> new ArrayList<>())
            .add(total));
    var days = page.putArray("days");
    byDay.forEach((day, ofDay) -> days.add(object("day", day, ofDay)));
    return page.toString();
  }

  private long unanswered(List<StatsTable.Total> totals) {
    var now = clock.instant();
    return totals.stream()
        .filter(total -> total.isDue(now, patience))
        .mapToLong(total -> total.counts().turns() - total.counts().answered())
        .sum();
  }

  private static ObjectNode object(String what, String when, List<StatsTable.Total> totals) {
    var counts =
        totals.stream()
            .map(StatsTable.Total::counts)
            .reduce(StatsTable.Counts.NONE, StatsTable.Counts::plus);
    var writers = new UserSketch();
    totals.forEach(total -> writers.unite(total.writers()));
    var object =
        JsonNodeFactory.instance
            .objectNode()
            .put(what, when)
            .put("messages", counts.messages())
            .put("activeUsers", writers.estimate())
            .put("turns", counts.turns())
            .put("answered", counts.answered())
            .put("late", counts.late());
    var times = counts.responses();
    object
        .putObject("responses")
        .put("count", times.count())
        .put("meanMs", times.count() == 0 ? 0 : times.totalMs() / times.count())
        .put("maxMs", times.maxMs())
        .put("upTo1m", times.upTo1m())
        .put("upTo5m", times.upTo5m())
        .put("upTo15m", times.upTo15m())
        .put("upTo1h", times.upTo1h())
        .put("upTo4h", times.upTo4h())
        .put("upTo24h", times.upTo24h())
        .put("longer", times.longer());
    return object;
  }
}
