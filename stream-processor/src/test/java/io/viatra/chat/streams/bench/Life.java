package io.viatra.chat.streams.bench;

import io.viatra.chat.streams.StreamProcessor;
import io.viatra.chat.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The stream processor in a process of its own, to be killed as a machine dies.
final class Life implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration READY_MAX = Duration.ofMinutes(5);

  private final Process process;
  private final URI admin;

  private Life(Process process, URI admin) {
    this.process = process;
    this.admin = admin;
  }

  /// @param state directory of the stores
  /// @param more environment
  static Life begin(String bootstrap, Path state, Map<String, String> more) throws IOException {
    int port = FreePorts.any();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xms640m",
            "-Xmx640m",
            "-Xmn320m",
            "-XX:+UseParallelGC"));
    String options = System.getenv("STREAMS_JAVA_OPTS");
    if (options != null && !options.isBlank()) {
      command.addAll(List.of(options.split(" ")));
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), StreamProcessor.class.getName()));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "CHAT_KAFKA_BOOTSTRAP", bootstrap,
                "CHAT_STREAMS_STATE_DIR", state.toString(),
                "CHAT_ADMIN_PORT", Integer.toString(port)));
    builder.environment().putAll(more);
    var process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new Life(process, URI.create("http://127.0.0.1:" + port));
  }

  /// @throws IllegalStateException if it is not ready after five minutes, or dies before
  Life ready() throws InterruptedException {
    long end = System.nanoTime() + READY_MAX.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the stream processor does not come up");
      }
      Thread.sleep(20);
    }
    return this;
  }

  private boolean isReady() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(admin.resolve("/readyz")).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// CPU time so far.
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// SIGKILL, and gone.
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
