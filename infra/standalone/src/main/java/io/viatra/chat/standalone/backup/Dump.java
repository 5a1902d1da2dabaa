package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/// One dump, from an empty directory to a finished manifest.
///
/// **A moment for all topics.** Where each topic ends is asked first, for events last: what a
/// receipt or a count speaks of has then been written before, so it is in the dump, although the
/// system goes on meanwhile.
final class Dump {
  /// Lines of one file before compression: some 100,000 messages.
  static final long FILE_BYTES = 64L << 20;

  private final KafkaSettings kafka;
  private final List<Topic<?>> topics;
  private final Path directory;
  private final long fileBytes;
  private final PrintWriter err;

  /// @param fileBytes where a file is cut, see [#FILE_BYTES]
  /// @param err for progress
  Dump(
      KafkaSettings kafka, List<Topic<?>> topics, Path directory, long fileBytes, PrintWriter err) {
    this.kafka = kafka;
    this.topics = List.copyOf(topics);
    this.directory = directory;
    this.fileBytes = fileBytes;
    this.err = err;
  }

  /// @return what was written
  /// @throws BackupException if the directory is in use, a topic is missing, or the cluster falls
  ///   silent
  Manifest run() throws IOException, BackupException, InterruptedException {
    requireUnused();
    Map<String, Integer> counts;
    Map<TopicPartition, Long> begins;
    Map<TopicPartition, Long> ends;
    try (var cluster = new Cluster(kafka)) {
      counts = counts(cluster);
      var all = new ArrayList<TopicPartition>();
      counts.forEach((topic, count) -> all.addAll(Cluster.all(topic, count)));
      begins = cluster.begins(all);
      ends = ends(cluster, all);
    }
    prepare();
    var at = Instant.now().toString();
    new Manifest(Manifest.FORMAT, false, at, List.of()).write(directory);
    var progress = new Progress(err, "dumped", sum(ends) - sum(begins));
    var written = new ArrayList<Manifest.OfTopic>();
    for (var topic : topics) {
      written.add(topic(topic.name(), counts.getOrDefault(topic.name(), 0), ends, progress));
    }
    progress.end();
    var whole = new Manifest(Manifest.FORMAT, true, at, written);
    whole.write(directory);
    return whole;
  }

  private Map<String, Integer> counts(Cluster cluster)
      throws BackupException, InterruptedException {
    var names = topics.stream().<String>map(Topic::name).toList();
    var counts = new TreeMap<>(cluster.partitions(names));
    for (var name : names) {
      if (!counts.containsKey(name)) {
        throw new BackupException("there is no topic " + name + " in the cluster");
      }
    }
    return counts;
  }

  private static Map<TopicPartition, Long> ends(Cluster cluster, List<TopicPartition> all)
      throws BackupException, InterruptedException {
    var events = all.stream().filter(Dump::isOfEvents).toList();
    var others = all.stream().filter(partition -> !isOfEvents(partition)).toList();
    var ends = new HashMap<>(cluster.ends(others));
    ends.putAll(cluster.ends(events));
    return ends;
  }

  private static boolean isOfEvents(TopicPartition partition) {
    return partition.topic().equals(Topics.EVENTS.name());
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private void requireUnused() throws IOException, BackupException {
    if (Files.exists(directory)) {
      try (var there = Files.list(directory)) {
        if (there.findAny().isPresent()) {
          throw new BackupException(directory + " is not empty");
        }
      }
    }
  }

  /// It holds what people wrote, so it is for its owner alone.
  private void prepare() throws IOException {
    Files.createDirectories(directory);
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private Manifest.OfTopic topic(
      String topic, int count, Map<TopicPartition, Long> ends, Progress progress)
      throws IOException, BackupException, InterruptedException {
    Files.createDirectory(directory.resolve(topic));
    var partitions = new ArrayList<Manifest.OfPartition>();
    try (var log = new CommittedLog(kafka)) {
      for (var partition : Cluster.all(topic, count)) {
        var files = new PartitionFiles(directory, partition, fileBytes);
        try (files) {
          log.read(
              partition,
              ends.getOrDefault(partition, 0L),
              batch -> {
                for (var record : batch) {
                  files.add(record);
                }
                progress.add(batch.size());
              });
          partitions.add(files.finish());
        }
      }
    }
    return new Manifest.OfTopic(topic, partitions);
  }
}
