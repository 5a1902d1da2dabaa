package io.viatra.chat.streams.sequencer;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The sequencer alone in a JVM of its own, so that a test can kill it as a machine does: nothing
/// flushed, nothing closed, a transaction left open.
final class SequencerProcess implements AutoCloseable {
  private final Process process;

  private SequencerProcess(Process process) {
    this.process = process;
  }

  /// @param state directory of the stores
  /// @param log gets what the process prints
  static SequencerProcess start(String bootstrap, Path state, Path log) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
            "-cp",
            System.getProperty("java.class.path"),
            SequencerProcess.class.getName(),
            bootstrap,
            state.toString());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new SequencerProcess(builder.redirectOutput(log.toFile()).start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL, and gone.
  @Override
  public void close() {
    try {
      if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the process does not die");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The process. Its input never brings anything, and ends when its parent does.
  public static void main(String[] args) throws Exception {
    var env = Env.of(Map.of("CHAT_KAFKA_BOOTSTRAP", args[0], "CHAT_STREAMS_STATE_DIR", args[1]));
    var settings = StreamsSettings.from(env);
    env.check();
    var memory = RocksMemory.of(settings.rocksBytes());
    var metrics = new Metrics("sequencer-process");
    var application = SequencerApplication.open(settings, memory, metrics);
    var _ =
        application
            .ended()
            .whenComplete((nothing, failure) -> Runtime.getRuntime().halt(failure == null ? 0 : 1));
    int end = System.in.read();
    Runtime.getRuntime().halt(end);
  }
}
