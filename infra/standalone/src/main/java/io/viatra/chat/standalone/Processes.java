package io.viatra.chat.standalone;

import io.viatra.chat.ingest.IngestApi;
import io.viatra.chat.sink.PersistenceSink;
import io.viatra.chat.standalone.load.CpuMeter;
import io.viatra.chat.streams.StreamProcessor;
import io.viatra.chat.testkit.FreePorts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What REST needs, each a process of its own as in production: the embedded servers, the sink, the
/// stream processor, ingest-api. They log to files in the directory, which is removed at the end.
final class Processes implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofMinutes(2);
  private static final long READY_POLL_MS = 50;
  private static final long END_SECONDS_MAX = 30;
  private static final String SERVERS = "embedded-infra (Kafka)";
  private static final String SERVERS_OPTIONS = "-Xms512m -Xmx512m -XX:+UseParallelGC";
  private static final String SERVICE_OPTIONS = "-Xms256m -Xmx256m -XX:+UseParallelGC";

  private final Path directory;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private @Nullable Endpoints endpoints;

  /// @param directory a new one
  Processes(Path directory) {
    this.directory = directory;
  }

  /// Starts everything and returns when it is ready.
  ///
  /// @param more of the services' environment
  /// @return where ingest-api answers
  /// @throws IOException where one does not become ready; the caller closes
  URI startAll(Map<String, String> more, String ingestOptions)
      throws IOException, InterruptedException {
    launch(SERVERS, SERVERS_OPTIONS, EmbeddedInfra.class, Map.of(), "--data=" + directory);
    await(SERVERS, () -> Files.exists(directory.resolve(Endpoints.FILE)));
    endpoints = Endpoints.read(directory);
    int port = FreePorts.any();
    var environment = new HashMap<>(endpoints.environment());
    environment.put("CHAT_LIMITS", "off");
    environment.put("CHAT_INGEST_PORT", Integer.toString(port));
    environment.put("CHAT_STREAMS_STATE_DIR", directory.resolve("streams").toString());
    environment.putAll(more);
    var admins = new LinkedHashMap<String, URI>();
    admins.put("persistence-sink", start(PersistenceSink.class, SERVICE_OPTIONS, environment));
    admins.put("stream-processor", start(StreamProcessor.class, SERVICE_OPTIONS, environment));
    admins.put("ingest-api", start(IngestApi.class, ingestOptions, environment));
    for (var admin : admins.entrySet()) {
      await(admin.getKey(), () -> isReady(admin.getValue()));
    }
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The secret that the services were given.
  SigningKey key() throws IOException {
    return SigningKey.in(directory);
  }

  /// Ends what stands behind ingest-api, so that nothing is numbered or stored any more.
  void endPipeline() throws InterruptedException {
    end("stream-processor");
    end("persistence-sink");
  }

  List<String> running() {
    return List.copyOf(processes.keySet());
  }

  CpuMeter cpu() throws IOException {
    var meter = new CpuMeter();
    processes.forEach((name, process) -> meter.add(name, process.toHandle()));
    meter.addPostgres(directory.resolve("postgresql"));
    return meter;
  }

  private URI start(Class<?> main, String options, Map<String, String> environment)
      throws IOException {
    int admin = FreePorts.any();
    var own = new HashMap<>(environment);
    own.put("CHAT_ADMIN_PORT", Integer.toString(admin));
    launch(name(main), options, main, own);
    return URI.create("http://127.0.0.1:" + admin + "/readyz");
  }

  /// `IngestApi` is `ingest-api`.
  private static String name(Class<?> main) {
    return main.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private void launch(
      String name, String options, Class<?> main, Map<String, String> environment, String... args)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of(options.strip().split(" +")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    var log = directory.resolve(main.getSimpleName() + ".out").toFile();
    processes.put(name, builder.redirectErrorStream(true).redirectOutput(log).start());
  }

  /// A look at a process that is starting.
  private interface Look {
    boolean isReady() throws IOException;
  }

  private void await(String name, Look look) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_MAX.toNanos();
    var process = processes.get(name);
    while (!look.isReady()) {
      if (process == null || !process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(name + " does not become ready; its log is in " + directory);
      }
      TimeUnit.MILLISECONDS.sleep(READY_POLL_MS);
    }
  }

  private static boolean isReady(URI admin) throws IOException {
    var connection = (HttpURLConnection) admin.toURL().openConnection();
    try {
      connection.setReadTimeout((int) Duration.ofSeconds(2).toMillis());
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  private void end(String name) throws InterruptedException {
    var process = processes.remove(name);
    if (process != null) {
      process.destroy();
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /// What was started last ends first. After a failure the logs stay.
  @Override
  public void close() throws IOException {
    boolean whole = endpoints != null;
    for (var name : List.copyOf(processes.keySet()).reversed()) {
      try {
        end(name);
      } catch (InterruptedException e) {
        // They end by themselves, for all were signalled or will be by the same Ctrl-C.
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (whole) {
      try (var all = Files.walk(directory)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
