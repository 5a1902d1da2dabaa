package io.viatra.chat.e2e;

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
import org.awaitility.Awaitility;

/// A service in a JVM of its own, started as its launch script starts it, so that it can be killed.
final class ServiceProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long READY_SECONDS_MAX = 120;

  private final Class<?> main;
  private final Map<String, String> environment;
  private final URI admin;
  private Process process;

  private ServiceProcess(Class<?> main, Map<String, String> environment, URI admin)
      throws IOException {
    this.main = main;
    this.environment = environment;
    this.admin = admin;
    this.process = launch();
  }

  static ServiceProcess start(Class<?> main, Map<String, String> environment, int adminPort)
      throws IOException {
    return new ServiceProcess(main, environment, URI.create("http://127.0.0.1:" + adminPort));
  }

  private Process launch() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("CHAT_ADMIN_PORT", Integer.toString(admin.getPort()));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  void awaitReady() {
    Awaitility.await(main.getSimpleName() + " is ready")
        .atMost(Duration.ofSeconds(READY_SECONDS_MAX))
        .ignoreExceptions()
        .until(this::isReady);
  }

  private boolean isReady() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(admin.resolve("/readyz")).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  /// SIGKILL: nothing is flushed, committed or said.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void startAgain() throws IOException {
    process = launch();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
