package io.viatra.chat.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What one application knows of the disk under its state, from one life to the next.
///
/// **Who it is.** An identity goes with the disk (static membership, KIP-345): an instance that was
/// killed and comes back takes its own place in the group at once; without it, it is a stranger,
/// and the group waits until the session of the dead one has run out. A lost disk makes a stranger
/// too.
///
/// **How the last life ended.** Under exactly-once no store can be trusted that was open when the
/// process died, as it may hold what was never committed (KIP-1035). Streams finds out by opening
/// every store, twice, and then begins from the changelogs; on a cold machine that took longer than
/// to restore.
///
/// **Which changelogs it follows.** By their ids: the rows of one that was made anew are others.
///
/// The disk is locked for as long as it is open. Any thread.
final class StateDisk implements AutoCloseable {
  private static final Pattern TASK = Pattern.compile("[0-9]+_[0-9]+");
  private static final int ID_BYTES_MAX = 64;

  private final Path tasks;
  private final Path closed;
  private final Path followed;
  private final FileChannel lock;
  private final String identity;

  private StateDisk(Path directory, String applicationId, FileChannel lock, String identity) {
    tasks = directory.resolve(applicationId);
    closed = directory.resolve(applicationId + ".closed");
    followed = directory.resolve(applicationId + ".changelogs");
    this.lock = lock;
    this.identity = identity;
  }

  /// @throws IOException if another process has it, it cannot be read or written, or what should be
  ///   its identity is none
  static StateDisk open(Path directory, String applicationId) throws IOException {
    Files.createDirectories(directory);
    var file = directory.resolve(applicationId + ".id");
    var lock =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(lock, file);
      return new StateDisk(directory, applicationId, lock, identity(lock, file));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static void lock(FileChannel channel, Path file) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it: the same answer.
    }
    throw new IOException(file + " is held by another instance: each needs a directory of its own");
  }

  /// A crash may have left the file empty.
  private static String identity(FileChannel channel, Path file) throws IOException {
    var bytes = ByteBuffer.allocate(ID_BYTES_MAX);
    if (channel.read(bytes, 0) <= 0) {
      var id = UUID.randomUUID().toString();
      channel.write(ByteBuffer.wrap(id.getBytes(StandardCharsets.US_ASCII)), 0);
      channel.force(true);
      return id;
    }
    try {
      var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
      return UUID.fromString(text.strip()).toString();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no identity; delete it to get a new one", e);
    }
  }

  String identity() {
    return identity;
  }

  /// Begins a life: what the last one left of its tasks goes, unless it ended in order.
  ///
  /// @return whether there was something to throw away
  boolean begin() throws IOException {
    boolean inOrder = Files.deleteIfExists(closed);
    return !inOrder && discard();
  }

  /// Meets the changelogs of this life: what the tasks hold of others goes. A disk that does not
  /// say which it followed (of an earlier build, or killed in its first life) is not believed.
  ///
  /// @param ids by topic
  /// @return whether there was something to throw away
  boolean follow(Map<String, String> ids) throws IOException {
    var lines = lines(ids);
    if (Files.exists(followed) && Files.readString(followed).equals(lines)) {
      return false;
    }
    Files.deleteIfExists(followed);
    boolean any = discard();
    note(ids);
    return any;
  }

  /// The changelogs that came about in this life.
  void note(Map<String, String> ids) throws IOException {
    Files.writeString(followed, lines(ids));
  }

  private static String lines(Map<String, String> ids) {
    return new TreeMap<>(ids)
        .entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue() + "\n")
            .collect(Collectors.joining());
  }

  private boolean discard() throws IOException {
    if (!Files.isDirectory(tasks)) {
      return false;
    }
    boolean any = false;
    try (var children = Files.list(tasks)) {
      for (var task : children.filter(StateDisk::isTask).toList()) {
        delete(task);
        any = true;
      }
    }
    return any;
  }

  /// Everything else in there is Streams' own, such as the id that its transactions are fenced by.
  private static boolean isTask(Path path) {
    return TASK.matcher(path.getFileName().toString()).matches();
  }

  private static void delete(Path root) throws IOException {
    try (var all = Files.walk(root)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// The life ended in order: the stores may be used by the next.
  void ended() throws IOException {
    Files.write(closed, new byte[0]);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
