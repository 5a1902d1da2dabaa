package io.viatra.chat.testkit;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A JVM of its own that starts the infrastructure, stores one record and waits to be killed.
final class KilledOwner {
  private static final String READY = "ready";

  private final Process jvm;

  private KilledOwner(Process jvm) {
    this.jvm = jvm;
  }

  static KilledOwner startOn(Path data) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledOwner.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (!READY.equals(line)) {
      if (line == null) {
        throw new IllegalStateException("the owner ended with " + jvm.waitFor());
      }
      line = out.readLine();
    }
    return new KilledOwner(jvm);
  }

  /// As `kill -9` does: no shutdown hook runs.
  void kill() throws InterruptedException {
    jvm.destroyForcibly();
    if (!jvm.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the owner does not die");
    }
  }

  /// Kills those first who would stop the servers.
  void killWithItsWatches() throws Exception {
    List<ProcessHandle> watches = jvm.children().toList();
    for (ProcessHandle watch : watches) {
      watch.destroyForcibly();
      watch.onExit().get(10, TimeUnit.SECONDS);
    }
    kill();
  }

  public static void main(String[] arguments) throws Exception {
    Infrastructure all = Infrastructure.start(Path.of(arguments[0]), Infrastructure.Ports.any());
    try (KafkaProbe probe = KafkaProbe.of(all.kafka().bootstrapServers())) {
      probe.createTopic("kept", 1, Map.of());
      probe.produce("kept", "k", "v");
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
