package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.stats.ResponseTimes;
import io.viatra.chat.schemas.stats.UserSketch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The measures of a whole story, counted the plain way: conversation by conversation, with all
/// messages at hand. Shares nothing with [Folding].
final class PlainModel {
  private final Map<Instant, Cell> cells = new TreeMap<>();

  private static final class Cell {
    private long messages;
    private final HashSet<Object> conversations = new HashSet<>();
    private long turns;
    private long answered;
    private ResponseTimes responses = ResponseTimes.NONE;
    private final UserSketch writers = new UserSketch();
  }

  static List<HourlyStats> of(List<MessageSent> story) {
    var model = new PlainModel();
    story.stream()
        .filter(message -> message.messageType().countable())
        .collect(Collectors.groupingBy(MessageSent::conversationId))
        .values()
        .forEach(model::conversation);
    var table = new ArrayList<HourlyStats>();
    model.cells.forEach((hour, cell) ->
        table.add(
            new HourlyStats(
                hour,
                0,
                cell.messages,
                cell.conversations.size(),
                cell.turns,
                cell.answered,
                cell.responses,
                cell.writers.text(),
                0)));
    return table;
  }

  private Cell cell(Instant at) {
    return cells.computeIfAbsent(at.truncatedTo(ChronoUnit.HOURS), _ -> new Cell());
  }

  private void conversation(List<MessageSent> messages) {
    int first = 0;
    for (int i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      var cell = cell(message.at());
      cell.messages++;
      cell.conversations.add(message.conversationId());
      cell.writers.add(message.senderId());
      var began = messages.get(first);
      if (i == 0) {
        cell.turns++;
      } else if (!began.senderId().equals(message.senderId())) {
        cell.turns++;
        cell.responses =
            cell.responses.plus(ResponseTimes.of(Duration.between(began.at(), message.at())));
        cell(began.at()).answered++;
        first = i;
      }
    }
  }
}
