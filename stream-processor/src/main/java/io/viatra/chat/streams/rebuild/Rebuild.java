package io.viatra.chat.streams.rebuild;

import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Changelog;
import io.viatra.chat.streams.StreamsSettings;
import io.viatra.chat.streams.router.RouterFold;
import io.viatra.chat.streams.sequencer.SequencerFold;
import io.viatra.chat.streams.sequencer.SequencerLimits;
import io.viatra.chat.streams.sequencer.SequencerTopology;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// The steps of a rebuild, in their order: everything is read before anything is changed.
final class Rebuild {
  /// Over all partitions, which the command has alone; about 100 bytes each.
  private static final int ROSTER_MEMBERS_MAX = 600_000;

  private final Cluster cluster;
  private final Scratch scratch;
  private final StreamsSettings settings;
  private final LogReader reader;
  private final Progress progress;
  private final PrintWriter out;

  /// @param err progress
  Rebuild(
      Cluster cluster,
      Scratch scratch,
      StreamsSettings settings,
      PrintWriter out,
      PrintWriter err) {
    this.cluster = cluster;
    this.scratch = scratch;
    this.settings = settings;
    this.out = out;
    progress = new Progress(err);
    reader = new LogReader(settings.kafka(), progress);
  }

  private String sequencer() {
    return settings.applicationId("sequencer");
  }

  private String router() {
    return settings.applicationId("router");
  }

  private List<Changelog> changelogs() {
    var all = new ArrayList<>(SequencerFold.changelogs(sequencer()));
    all.addAll(RouterFold.changelogs(router()));
    return all;
  }

  /// Compares and changes nothing.
  ///
  /// @return whether every row is as the log has it
  boolean dryRun() throws RefusedException, InterruptedException {
    cluster.refuseMembers(List.of(sequencer(), router()));
    int partitions = partitions();
    var there = cluster.partitions(Changelog.topics(changelogs()));
    for (var changelog : changelogs()) {
      var count = there.getOrDefault(changelog.topic(), 0);
      if (count != partitions) {
        throw new RefusedException(
            changelog.topic() + " has " + count + " partitions, and the log " + partitions);
      }
    }
    var folds = fold(partitions);
    var comparison = new Comparison(scratch, folds, out);
    for (var changelog : changelogs()) {
      reader.read(
          LogReader.partitions(changelog.topic(), partitions),
          Function.identity(),
          (row, value) -> comparison.stored(changelog, row, value));
    }
    return comparison.compare(changelogs(), partitions);
  }

  /// @param newCommands all commands in the topic are yet to be carried out: it is another than the
  ///   log's
  void run(boolean newCommands) throws RefusedException, InterruptedException {
    cluster.refuseMembers(List.of(sequencer(), router()));
    int partitions = partitions();
    var folds = fold(partitions);
    var next = next(folds.positions(), partitions, newCommands);

    var markers = List.of(Changelog.unfinished(sequencer()), Changelog.unfinished(router()));
    for (var marker : markers) {
      cluster.mark(marker);
    }
    // Once more: from now on none begins, but one may have begun.
    cluster.refuseMembers(List.of(sequencer(), router()));
    var emptied = new ArrayList<>(changelogs());
    emptied.addAll(misfits(partitions));
    cluster.delete(Changelog.topics(emptied));
    cluster.create(emptied, partitions);
    long rows =
        new ChangelogWriter(settings.kafka(), scratch, progress).write(changelogs(), partitions);
    cluster.commit(sequencer(), next);
    cluster.delete(markers);
    out.println(
        String.format(Locale.ROOT, "%,d rows in %d partitions, made anew", rows, partitions));
    out.flush();
  }

  /// Of all topics of the sequencer, which have equally many.
  private int partitions() throws RefusedException, InterruptedException {
    var names =
        new ArrayList<>(
            SequencerTopology.coPartitioned().stream().<String>map(Topic::name).toList());
    names.add(Topics.SESSIONS.name());
    names.add(Topics.PUSH_REQUESTS.name());
    var counts = cluster.partitions(names);
    for (var name : names) {
      if (!counts.containsKey(name)) {
        throw new RefusedException("topic " + name + " is missing");
      }
    }
    counts.remove(Topics.PUSH_REQUESTS.name());
    var different = counts.values().stream().distinct().toList();
    if (different.size() != 1) {
      throw new RefusedException("these topics must have equally many partitions: " + counts);
    }
    return different.getFirst();
  }

  private Folds fold(int partitions) throws RefusedException, InterruptedException {
    var rosters = Math.max(1, ROSTER_MEMBERS_MAX / partitions);
    var folds = new Folds(scratch, new SequencerLimits(partitions, Topics.FANOUT_LIMIT, rosters));
    var events = LogReader.partitions(Topics.EVENTS.name(), partitions);
    reader.last(events).forEach(last -> folds.endsWith(last, Instant.now()));
    reader.read(
        LogReader.partitions(Topics.RECEIPTS.name(), partitions),
        Topics.RECEIPTS.codec()::decode,
        folds::receipt);
    reader.read(events, Topics.EVENTS.codec()::decode, folds::event);
    var pushes = Topics.PUSH_REQUESTS.name();
    int count = cluster.partitions(List.of(pushes)).getOrDefault(pushes, 0);
    reader.read(
        LogReader.partitions(pushes, count), Topics.PUSH_REQUESTS.codec()::decode, folds::push);
    folds.end();
    if (folds.passedOver() > 0) {
      say(
          folds.passedOver(),
          " records that nobody can read, or that lie elsewhere, were passed over");
    }
    if (folds.cut() > 0) {
      say(folds.cut(), " watermarks beyond the head of their conversation were cut");
    }
    return folds;
  }

  private void say(long count, String what) {
    out.println(String.format(Locale.ROOT, "%,d", count) + what);
    out.flush();
  }

  private Map<TopicPartition, Long> next(Positions positions, int partitions, boolean newCommands)
      throws RefusedException, InterruptedException {
    var commands = LogReader.partitions(Topics.COMMANDS.name(), partitions);
    var begins = cluster.offsets(commands, OffsetSpec.earliest());
    return newCommands
        ? new HashMap<>(begins)
        : positions.next(begins, cluster.offsets(commands, OffsetSpec.latest()));
  }

  /// Changelogs of what is no fold of the log, where they are of another number of partitions: what
  /// lies in them would be read by the wrong tasks.
  private List<Changelog> misfits(int partitions) throws RefusedException, InterruptedException {
    var unfolded = RouterFold.unfolded(router());
    var there = cluster.partitions(Changelog.topics(unfolded));
    var misfits =
        unfolded.stream()
            .filter(each -> there.getOrDefault(each.topic(), partitions) != partitions)
            .toList();
    if (!misfits.isEmpty()) {
      say(partitions, " partitions from now on: open sockets and due pushes are forgotten");
    }
    return misfits;
  }
}
