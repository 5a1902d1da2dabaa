package io.viatra.chat.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/// A real Kafka broker and controller in this JVM, one node, KRaft.
///
/// The data directory is formatted once and survives every restart with its cluster id; ports may
/// differ from one start to the next. `stop` and `resume` make an outage on the same port, for
/// clients that are to live through one.
public final class EmbeddedKafka implements AutoCloseable {
  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  /// Another process may take a port between the look and the bind; three times in a row is no
  /// accident any more.
  private static final int START_ATTEMPTS_MAX = 3;

  private final Path data;
  private final DirectoryLock lock;
  private int brokerPort;
  private int controllerPort;
  private @Nullable KafkaRaftServer server;

  private EmbeddedKafka(Path data, DirectoryLock lock) {
    this.data = data;
    this.lock = lock;
  }

  /// Starts on any free port.
  public static EmbeddedKafka start(Path data) throws IOException {
    return start(data, 0);
  }

  /// Starts on the wanted port, or the next free one above it; 0 means no wish. Returns when the
  /// broker takes requests.
  public static EmbeddedKafka start(Path data, int wantedPort) throws IOException {
    Path directory = data.toAbsolutePath();
    EmbeddedKafka kafka = new EmbeddedKafka(directory, DirectoryLock.of(directory));
    try {
      kafka.startOnFreePorts(wantedPort);
      return kafka;
    } catch (IOException | RuntimeException failed) {
      kafka.lock.close();
      throw failed;
    }
  }

  /// A broker that cannot bind fails like one with any other trouble, so all are tried again.
  private void startOnFreePorts(int wantedPort) throws IOException {
    for (int attempt = 1; ; attempt++) {
      brokerPort = FreePorts.from(wantedPort);
      controllerPort = FreePorts.any();
      try {
        run();
        return;
      } catch (RuntimeException failed) {
        if (attempt == START_ATTEMPTS_MAX) {
          throw failed;
        }
      }
    }
  }

  /// After a crash the log is recovered here, before `startup` returns.
  private void run() throws IOException {
    Properties settings = KafkaSettings.of(data.resolve("logs"), brokerPort, controllerPort);
    if (!Files.exists(data.resolve("logs").resolve("meta.properties"))) {
      format(settings);
    }
    KafkaRaftServer starting =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    try {
      starting.startup();
    } catch (RuntimeException failed) {
      starting.shutdown();
      throw failed;
    }
    server = starting;
  }

  /// `meta.properties` is what formatting writes last, so a crash in between is formatted again.
  private void format(Properties settings) throws IOException {
    Path file = data.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    String[] arguments = {
      "format",
      "--cluster-id",
      Uuid.randomUuid().toString(),
      "--config",
      file.toString(),
      "--ignore-formatted"
    };
    int status;
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      status = StorageTool.execute(arguments, silent);
    }
    if (status != 0) {
      throw new IOException("formatting the Kafka data directory ended with " + status);
    }
  }

  /// `host:port` for `bootstrap.servers`; stays the same through `stop` and `resume`.
  public String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  /// Stops the broker in good order and keeps ports and data. Does nothing when it is stopped.
  public synchronized void stop() {
    KafkaRaftServer stopping = server;
    server = null;
    if (stopping != null) {
      Bounded.run("embedded Kafka stops", STOP_MAX, () -> stopAndWait(stopping));
    }
  }

  /// Without the wait, a new start would meet the old one's lock and ports.
  private static void stopAndWait(KafkaRaftServer stopping) {
    stopping.shutdown();
    stopping.awaitShutdown();
  }

  /// Starts a stopped broker again on the same port with the same data.
  public synchronized void resume() throws IOException {
    if (server == null) {
      run();
    }
  }

  /// An outage as short as possible: `stop`, then `resume`.
  public synchronized void restart() throws IOException {
    stop();
    resume();
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      stop();
    } finally {
      lock.close();
    }
  }
}
