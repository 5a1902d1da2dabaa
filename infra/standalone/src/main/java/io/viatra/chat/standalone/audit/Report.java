package io.viatra.chat.standalone.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Prints an audit as it goes: a line for each difference and one for all of it, as text or as
/// JSON; progress beside it, for people who wait.
public final class Report {
  private static final long PROGRESS_EVERY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final double MILLIS = 1_000;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private long progressed = System.nanoTime();

  /// @param out for lines
  /// @param err for progress
  public Report(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /// Where it is, once in two seconds at most.
  void progress(String where, long done) {
    long now = System.nanoTime();
    if (now - progressed > PROGRESS_EVERY_NANOS) {
      progressed = now;
      err.printf(Locale.ROOT, "  %s: %,d%n", where, done);
      err.flush();
    }
  }

  void difference(Verdict verdict, Difference each) {
    counts.merge(verdict, 1L, Long::sum);
    out.println(json ? object(verdict, each).toString() : line(verdict, each));
    out.flush();
  }

  private static String line(Verdict verdict, Difference each) {
    return String.format(
        Locale.ROOT,
        "%-9s  %-9s  %-16s  %s  %-12s  expected %s, found %s",
        verdict,
        each.place().name().toLowerCase(Locale.ROOT),
        each.what(),
        each.conversationId(),
        each.userId() == null ? "-" : each.userId(),
        each.expected(),
        each.found());
  }

  private static ObjectNode object(Verdict verdict, Difference each) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("verdict", word(verdict))
        .put("place", each.place().name().toLowerCase(Locale.ROOT))
        .put("what", each.what())
        .put("conversationId", each.conversationId().toString())
        .put("userId", each.userId())
        .put("expected", each.expected())
        .put("found", each.found());
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  Map<Verdict, Long> counts() {
    return Map.copyOf(counts);
  }

  void summary(Summary all) {
    out.println(json ? object(all).toString() : text(all));
    out.flush();
  }

  private static String text(Summary all) {
    var result =
        all.isEqual()
            ? "equal"
            : String.format(
                Locale.ROOT,
                "%,d different, %,d behind, %,d unsettled",
                all.of(Verdict.DIFFERENT),
                all.of(Verdict.BEHIND),
                all.of(Verdict.UNSETTLED));
    var passedOver =
        all.passedOver() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d unreadable records passed over", all.passedOver());
    return String.format(
        Locale.ROOT,
        "%,d conversations, %,d memberships, %,d messages in %d partitions, %.1f s%s: %s",
        all.conversations(),
        all.members(),
        all.messages(),
        all.partitions(),
        all.took().toMillis() / MILLIS,
        passedOver,
        result);
  }

  private static ObjectNode object(Summary all) {
    var object = JsonNodeFactory.instance.objectNode();
    var summary = object.putObject("summary");
    summary
        .put("equal", all.isEqual())
        .put("partitions", all.partitions())
        .put("conversations", all.conversations())
        .put("memberships", all.members())
        .put("messages", all.messages())
        .put("passedOver", all.passedOver())
        .put("seconds", all.took().toMillis() / MILLIS);
    for (var verdict : Verdict.values()) {
      summary.put(word(verdict), all.of(verdict));
    }
    return object;
  }
}
