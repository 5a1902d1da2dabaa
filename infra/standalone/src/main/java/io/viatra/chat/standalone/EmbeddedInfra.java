package io.viatra.chat.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `dist/bin/embedded-infra`: what the services stand on, for one machine and without any of them,
/// so that each can be started, and killed, as a process of its own.
@Command(
    name = "embedded-infra",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Kafka, PostgreSQL, Redis and a fake FCM with all topics created, and writes "
          + Endpoints.FILE
          + " into the data directory.",
      "For development and tests. Ctrl-C ends it; the data stays."
    })
public final class EmbeddedInfra implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data lies and stays (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("target/embedded-infra");

  @Option(
      names = "--partitions",
      paramLabel = "P",
      description = "Partitions of keyed topics, never changed later (default: ${DEFAULT-VALUE}).")
  private int partitions = 6;

  public static void main(String[] args) {
    System.exit(new CommandLine(new EmbeddedInfra()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    LogFile.in(data, "embedded-infra");
    var signal = new UntilSignal();
    Files.createDirectories(data);
    Endpoints.remove(data);
    try (var servers = EmbeddedServers.start(data, partitions)) {
      servers.endpoints().write(data);
      System.out.println("ready: " + data.resolve(Endpoints.FILE));
      signal.await();
      Endpoints.remove(data);
    } finally {
      signal.closed();
    }
    return 0;
  }
}
