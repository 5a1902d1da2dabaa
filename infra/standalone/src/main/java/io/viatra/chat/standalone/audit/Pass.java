package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.router.RouterNumbers;
import io.viatra.chat.streams.sequencer.SequencerNumbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Some partitions of conversations: folded, held against every place, and looked at again.
///
/// Everything that it holds in memory is of these partitions, and is let go with it.
final class Pass {
  private static final long PAUSE_MS = 1_000;
  private static final int BATCH_CONVERSATIONS = 500;
  private static final int BATCH_MEMBERS = 5_000;

  private final Set<Integer> partitions;
  private final AuditSettings settings;
  private final Sources sources;
  private final Report report;
  private final Truth truth = new Truth();
  private final Stores stores;
  private final Comparison comparison;

  /// Where it reads besides the log.
  ///
  /// @param partitions of every topic
  record Sources(Cluster cluster, ReadModelRows rows, int partitions) {}

  Pass(Set<Integer> partitions, AuditSettings settings, Sources sources, Report report) {
    this.partitions = Set.copyOf(partitions);
    this.settings = settings;
    this.sources = sources;
    this.report = report;
    stores = new Stores(this::isOurs);
    comparison = new Comparison(sources.partitions, settings.bounds().fanoutMax());
  }

  private boolean isOurs(UUID id) {
    return partitions.contains(Partitions.of(id.toString(), sources.partitions));
  }

  /// Returns when everything is judged: at once where nothing differs.
  ///
  /// @return the log's own view, to be counted
  Truth run() throws UnreachableException, InterruptedException {
    var looks = new Looks(settings.bounds().patience(), System::nanoTime, report::difference);
    try (var reader = new LogReader(settings.kafka(), readers(), this::progress)) {
      Set<UUID> suspects = Set.of();
      for (boolean first = true; first || !suspects.isEmpty(); first = false) {
        if (!first) {
          Thread.sleep(PAUSE_MS);
        }
        var reached = new Standpoint(sources.rows.progress(), sources.cluster.deliveriesRouted());
        reader.readToEnd();
        looks.begin(reached, standpoint(reader));
        look(first ? everything() : suspects, looks);
        looks.end();
        suspects = looks.suspects();
      }
    }
    return truth;
  }

  private void progress(long records) {
    report.progress("partitions " + partitions + ", records read", records);
  }

  private Standpoint standpoint(LogReader reader)
      throws UnreachableException, InterruptedException {
    var told = new HashMap<TopicPartition, Long>();
    for (int p : partitions) {
      for (var topic : List.of(Topics.EVENTS, Topics.RECEIPTS)) {
        var partition = new TopicPartition(topic.name(), p);
        told.put(partition, reader.read(partition));
      }
    }
    return new Standpoint(told, sources.cluster.deliveryEnds(sources.partitions));
  }

  private Collection<UUID> everything() throws UnreachableException {
    var all = new HashSet<>(truth.conversations().keySet());
    all.addAll(stores.conversations().keySet());
    sources.rows.eachConversation(id -> {
      if (isOurs(id)) {
        all.add(id);
      }
    });
    return all;
  }

  /// In batches, so that rows of the read model never are in memory all together; one conversation
  /// with more members than a batch is a batch.
  private void look(Collection<UUID> ids, Looks looks) throws UnreachableException {
    var batch = new ArrayList<UUID>();
    int members = 0;
    long done = 0;
    for (var id : ids) {
      batch.add(id);
      var told = truth.conversations().get(id);
      members += told == null ? 0 : told.people().size();
      if (batch.size() == BATCH_CONVERSATIONS || members >= BATCH_MEMBERS) {
        compare(batch, looks);
        done += batch.size();
        report.progress(
            "partitions " + partitions + ", conversations compared of " + ids.size(), done);
        batch.clear();
        members = 0;
      }
    }
    compare(batch, looks);
  }

  private void compare(List<UUID> ids, Looks looks) throws UnreachableException {
    if (ids.isEmpty()) {
      return;
    }
    var rows = sources.rows.of(ids);
    for (var id : ids) {
      looks.see(
          id,
          comparison.of(
              id,
              truth.conversations().get(id),
              stores.conversations().get(id),
              rows.getOrDefault(id, StoredConversation.NONE)));
    }
  }

  /// The router's topics lie by user: all of their partitions have rows of these conversations.
  private Map<TopicPartition, Consumer<ConsumerRecord<byte[], byte[]>>> readers() {
    var prefix = settings.prefix();
    var readers = new HashMap<TopicPartition, Consumer<ConsumerRecord<byte[], byte[]>>>();
    for (int p : partitions) {
      readers.put(new TopicPartition(Topics.EVENTS.name(), p), truth::event);
      readers.put(new TopicPartition(Topics.RECEIPTS.name(), p), truth::receipt);
      readers.put(
          new TopicPartition(SequencerNumbers.conversationsLog(prefix), p), stores::conversation);
      readers.put(new TopicPartition(SequencerNumbers.membersLog(prefix), p), stores::member);
    }
    Stream.iterate(0, p -> p < sources.partitions, p -> p + 1)
        .forEach(p -> {
          readers.put(new TopicPartition(RouterNumbers.headsLog(prefix), p), stores::head);
          readers.put(new TopicPartition(RouterNumbers.inboxLog(prefix), p), stores::inbox);
          readers.put(new TopicPartition(Topics.UNREAD.name(), p), stores::unread);
        });
    return readers;
  }
}
