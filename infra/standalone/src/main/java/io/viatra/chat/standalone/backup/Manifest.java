package io.viatra.chat.standalone.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a dump consists of: `manifest.json` in its directory.
///
/// @param format of the files, see [#FORMAT]
/// @param finished false from the first moment on, and true when everything else is on the disk
/// @param at when the dump began
record Manifest(int format, boolean finished, String at, List<OfTopic> topics) {
  /// Raised when a reader of the former format would misunderstand what is written.
  static final int FORMAT = 1;

  static final String FILE = "manifest.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  Manifest {
    topics = List.copyOf(topics);
  }

  /// @param partitions all of them, in order, also those without records
  record OfTopic(String topic, List<OfPartition> partitions) {
    OfTopic {
      partitions = List.copyOf(partitions);
    }

    long records() {
      return partitions.stream().mapToLong(OfPartition::records).sum();
    }
  }

  /// @param firstOffset of the records that are here; null where there are none
  /// @param files in the order of their records
  record OfPartition(
      int partition,
      long records,
      @Nullable Long firstOffset,
      @Nullable Long lastOffset,
      List<OfFile> files) {
    OfPartition {
      files = List.copyOf(files);
    }
  }

  /// @param name relative to the dump's directory, with `/`
  /// @param bytes of the file as it is, compressed
  /// @param sha256 of the same, in hexadecimal, as `sha256sum` prints it
  record OfFile(String name, long records, long bytes, String sha256) {}

  long records() {
    return topics.stream().mapToLong(OfTopic::records).sum();
  }

  /// Replaces the one that is there, in one step.
  void write(Path directory) throws IOException {
    var draft = directory.resolve(FILE + ".part");
    Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    flush(draft);
    Files.move(draft, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Until the disk has it: a manifest must never be there before its files are.
  static void flush(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// @throws BackupException if there is none, or it is not of a finished dump that we can read
  static Manifest read(Path directory) throws IOException, BackupException {
    Manifest read;
    try {
      read = JSON.readValue(Files.readAllBytes(directory.resolve(FILE)), Manifest.class);
    } catch (NoSuchFileException absent) {
      throw new BackupException("there is no dump in " + directory, absent);
    } catch (JacksonException garbled) {
      throw new BackupException(FILE + " is not what a dump writes", garbled);
    }
    if (read.format() != FORMAT) {
      throw new BackupException("the dump is of format " + read.format() + ", known is " + FORMAT);
    }
    if (!read.finished()) {
      throw new BackupException("the dump was never finished: it was killed, or is still running");
    }
    return read;
  }
}
