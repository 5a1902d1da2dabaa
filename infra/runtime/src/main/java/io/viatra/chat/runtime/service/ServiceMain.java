package io.viatra.chat.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Key;
import io.viatra.chat.runtime.logging.QueuedAppender;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Runs one service as a process. Exit codes: 0 after SIGTERM or SIGINT, 1 when a part failed, 2
/// when the environment or the command line is wrong.
public final class ServiceMain {
  private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);

  private ServiceMain() {}

  /// Runs until a signal or a failure and ends the process; never returns. `--help` prints all keys
  /// with their defaults, `--version` the version of the jar.
  public static void run(Service<?> service, String... args) {
    CompletableFuture<Void> signal = new CompletableFuture<>();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    // The JVM runs its hooks on SIGTERM and SIGINT and would then exit with 143 or 130; an orderly
    // stop is a success for whoever sent the signal, hence the halt with our own code.
    Thread hook =
        new Thread(
            () -> {
              signal.complete(null);
              Runtime.getRuntime().halt(ended.join());
            },
            service.name() + "-signal");
    Runtime.getRuntime().addShutdownHook(hook);
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    int code = execute(service, Env.system(), signal, out, err, args);
    QueuedAppender.endAll();
    ended.complete(code);
    // With the hook running this blocks until the halt; else it starts the hook, which halts.
    System.exit(code);
  }

  static int execute(
      Service<?> service,
      Env env,
      CompletableFuture<Void> signal,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    Callable<Integer> serve = () -> serve(service, env, signal, err);
    CommandSpec spec = CommandSpec.wrapWithoutInspection(serve);
    spec.name(service.name()).mixinStandardHelpOptions(true);
    String version = service.opening().getClass().getPackage().getImplementationVersion();
    spec.version(service.name() + " " + (version == null ? "(unpackaged)" : version));
    spec.usageMessage().width(100).footer(help(service));
    return new CommandLine(spec)
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((failure, line, parsed) -> failed(service, failure))
        .execute(args);
  }

  private static int serve(
      Service<?> service, Env env, CompletableFuture<Void> signal, PrintWriter err)
      throws Exception {
    Running running;
    try {
      running = service.start(env);
    } catch (ConfigException e) {
      err.println(service.name() + ": the environment is not legal");
      e.problems().forEach(problem -> err.println("  " + problem));
      return 2;
    }
    try (running) {
      log.info("{} is ready, endpoints {}", service.name(), running.endpoints());
      CompletableFuture<Throwable> failure = running.failure();
      CompletableFuture.anyOf(signal, failure).join();
      if (failure.isDone()) {
        log.error("{} ends because a part failed", service.name(), failure.join());
        return 1;
      }
      log.info("{} stops", service.name());
      return 0;
    }
  }

  private static int failed(Service<?> service, Exception failure) {
    log.error("{} could not start", service.name(), failure);
    return 1;
  }

  /// picocli reads `%` and `@|…|@` as markup, so both are taken out of harm's way.
  private static String[] help(Service<?> service) {
    String keys =
        service.keys().stream()
            .map(ServiceMain::line)
            .reduce("", (all, line) -> all + line)
            .replace("%", "%%");
    return ("%nEnvironment:%n" + keys).split("\n");
  }

  private static String line(Key key) {
    String fallback = key.fallback();
    String shown =
        fallback == null
            ? "required"
            : fallback.isEmpty() ? "default: none" : "default: " + fallback;
    return "  "
        + key.name()
        + " ("
        + key.type()
        + ", "
        + shown
        + ")\n      "
        + key.description()
        + "\n";
  }
}
