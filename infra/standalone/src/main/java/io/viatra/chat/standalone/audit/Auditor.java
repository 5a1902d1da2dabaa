package io.viatra.chat.standalone.audit;

import java.time.Duration;
import java.util.HashSet;

/// A whole audit: pass by pass over the partitions of conversations. Blocks its caller.
public final class Auditor {
  private Auditor() {}

  /// Prints every difference and a summary.
  ///
  /// @throws UnreachableException if Kafka or PostgreSQL does not answer, or a topic is missing
  public static Summary run(AuditSettings settings, Report report)
      throws UnreachableException, InterruptedException {
    long from = System.nanoTime();
    long conversations = 0;
    long members = 0;
    long messages = 0;
    long passedOver = 0;
    int partitions;
    try (var cluster = new Cluster(settings.kafka(), settings.prefix());
        var rows = new ReadModelRows(settings.postgres())) {
      partitions = cluster.partitions();
      var sources = new Pass.Sources(cluster, rows, partitions);
      for (int first = 0; first < partitions; first += settings.bounds().atOnce()) {
        // What a pass holds in memory goes before the next one begins.
        var some = new HashSet<Integer>();
        for (int p = first; p < Math.min(partitions, first + settings.bounds().atOnce()); p++) {
          some.add(p);
        }
        var truth = new Pass(some, settings, sources, report).run();
        conversations += truth.begun();
        members += truth.memberships();
        messages += truth.messages();
        passedOver += truth.passedOver();
      }
    }
    var summary =
        new Summary(
            partitions,
            conversations,
            members,
            messages,
            passedOver,
            report.counts(),
            Duration.ofNanos(System.nanoTime() - from));
    report.summary(summary);
    return summary;
  }
}
