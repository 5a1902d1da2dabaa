package io.viatra.chat.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `make demo`: the whole system in one process, seeded and ready to be tried.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs all of VIATRA Chat in one process on embedded Kafka, PostgreSQL, Redis and a fake FCM."
            + " Give options through make as ARGS=...",
    footer = {
      "",
      "Exit codes: 0 ended by Ctrl-C, or every hop of --headless happened; 1 something did not start,"
          + " died, or a hop was missed; 2 the call is wrong."
    })
public final class Standalone implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data lies and stays (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("target/demo");

  @Option(
      names = "--limits",
      paramLabel = "on|off",
      description = "Rate limits; off for measurements (default: on). Sizes are always limited.")
  private Switch limits = Switch.ON;

  @Option(
      names = "--headless",
      description = "Run a scripted conversation, print each hop with its milliseconds, and end.")
  private boolean headless;

  /// Typed in either case.
  enum Switch {
    ON,
    OFF
  }

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Standalone()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var from = System.nanoTime();
    LogFile.in(data, "demo");
    var signal = new UntilSignal();
    var settings = new StackSettings(data, limits == Switch.ON, StackSettings.Ports.USUAL);
    try (var stack = Stack.start(settings, step -> System.err.println("  " + step))) {
      var endpoints = stack.endpoints();
      var key = SigningKey.in(data);
      var seeded = new Seed(URI.create(Objects.requireNonNull(endpoints.gateway())), key).run();
      endpoints.write(data);
      var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
      if (headless) {
        return play(endpoints, key);
      }
      StatusTable.print(System.out, endpoints, key, seeded, millis);
      return waitFor(stack, signal);
    } finally {
      signal.closed();
    }
  }

  private static int play(Endpoints endpoints, SigningKey key) throws InterruptedException {
    var hops = new Hops(System.out);
    try {
      new Conversation(endpoints, key, hops).play();
      System.out.println("all " + hops.happened() + " hops happened");
      return 0;
    } catch (Hops.Missed missed) {
      System.err.println("missed: " + missed.getMessage());
      return 1;
    }
  }

  /// Until somebody ends it, or a service dies.
  private static int waitFor(Stack stack, UntilSignal signal) throws InterruptedException {
    var _ =
        stack
            .failure()
            .thenAccept(cause -> {
              System.err.println("a service died: " + cause);
              signal.signalFailure();
            });
    signal.await();
    return signal.failed() ? 1 : 0;
  }
}
