package io.viatra.chat.standalone.backup;

import io.viatra.chat.schemas.codec.CommandPosition;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Holds the files of a dump to its manifest, all of them, before anything is done with them.
final class Verification {
  private final Path directory;
  private final Progress progress;
  private final Map<Integer, Long> lastCommands = new TreeMap<>();

  private Verification(Path directory, Progress progress) {
    this.directory = directory;
    this.progress = progress;
  }

  /// A dump that is what it says.
  ///
  /// @param lastCommands by partition of `chat.commands.v1`, the highest offset that an outcome in
  ///   the dump speaks of (rule R3)
  record Verified(Manifest manifest, Map<Integer, Long> lastCommands) {
    Verified {
      lastCommands = Map.copyOf(lastCommands);
    }
  }

  /// @throws BackupException naming the first file that is missing or not what was dumped
  static Verified of(Path directory, PrintWriter err) throws IOException, BackupException {
    var manifest = Manifest.read(directory);
    var progress = new Progress(err, "verified", manifest.records());
    var verification = new Verification(directory, progress);
    for (var topic : manifest.topics()) {
      for (var partition : topic.partitions()) {
        verification.partition(topic.topic(), partition);
      }
    }
    progress.end();
    return new Verified(manifest, verification.lastCommands);
  }

  private void partition(String topic, Manifest.OfPartition partition)
      throws IOException, BackupException {
    long records = 0;
    long before = -1;
    for (var file : partition.files()) {
      sameBytes(file);
      try (var lines = LineReader.open(directory.resolve(file.name()))) {
        long inFile = 0;
        for (var line = lines.line(); line != null; line = lines.line()) {
          var record = RecordLine.decode(line);
          if (record.partition() != partition.partition() || record.offset() <= before) {
            throw new BackupException(file.name() + " has records that do not belong there");
          }
          before = record.offset();
          inFile++;
          note(record);
        }
        same(file.records(), inFile, file.name());
        records += inFile;
        progress.add(inFile);
      }
    }
    same(partition.records(), records, topic + "-" + partition.partition());
  }

  private static void same(long told, long found, String where) throws BackupException {
    if (told != found) {
      throw new BackupException(where + " has " + found + " records, the manifest says " + told);
    }
  }

  private void sameBytes(Manifest.OfFile file) throws IOException, BackupException {
    var path = directory.resolve(file.name()).normalize();
    if (!path.startsWith(directory.normalize()) || !Files.isRegularFile(path)) {
      throw new BackupException(file.name() + " is missing");
    }
    var digest = LineFile.sha256();
    try (var in =
        new DigestInputStream(new BufferedInputStream(Files.newInputStream(path)), digest)) {
      var _ = in.transferTo(OutputStream.nullOutputStream());
    }
    if (Files.size(path) != file.bytes()
        || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
      throw new BackupException(file.name() + " is damaged: its SHA-256 is another");
    }
  }

  private void note(RecordLine record) {
    var partition = record.header(CommandPosition.PARTITION);
    var offset = record.header(CommandPosition.OFFSET);
    if (partition == null || offset == null) {
      return;
    }
    try {
      lastCommands.merge(Integer.valueOf(partition), Long.valueOf(offset), Long::max);
    } catch (NumberFormatException poison) {
      // Not by us; who reads the record will say so.
      return;
    }
  }
}
