package io.viatra.chat.standalone;

import io.viatra.chat.standalone.load.Bench;
import io.viatra.chat.standalone.load.CpuMeter;
import io.viatra.chat.standalone.load.DataSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `make rest-load`: how many calls of the REST API a machine answers, and how fast.
@Command(
    name = "rest-load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Sends messages (POST, 250 characters) and reads pages of history (GET, 50 messages; half of"
            + " them the newest, half behind cursors) over a fixed number of connections with one"
            + " call in flight on each, and prints calls a second and latencies. Against a running"
            + " demo (started with --limits=off), against any ingest-api (--url), or against"
            + " processes of its own (--alone).",
    footer = {
      "",
      "Exit codes: 0 measured; 1 some calls failed, or nothing answers; 2 the call is wrong."
    })
public final class RestLoad implements Callable<Integer> {
  @Option(
      names = "--calls",
      paramLabel = "CALLS",
      split = ",",
      description = "Which, in this order (default: ${DEFAULT-VALUE}).",
      defaultValue = "history,send")
  private Bench.Call[] calls = {};

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections, and users (default: ${DEFAULT-VALUE}).")
  private int connections = 32;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      description = "Before each measurement, not counted (default: ${DEFAULT-VALUE}).")
  private int warmupSeconds = 15;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "Of each measurement (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measurements of each call, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds = 1;

  @Option(
      names = "--conversations",
      paramLabel = "N",
      description = "Groups to make (default: ${DEFAULT-VALUE}).")
  private int conversations = 32;

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Members of each, 2 to 256 (default: ${DEFAULT-VALUE}).")
  private int members = 4;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "Messages in each, before anything is measured (default: ${DEFAULT-VALUE}).")
  private int messages = 200;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the choice of pages; printed (default: random).")
  private long seed = System.nanoTime();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The demo's data directory (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("target/demo");

  @Option(
      names = "--gateway",
      description = "Through the demo's gateway, not straight to its ingest-api.")
  private boolean gateway;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "An ingest-api that runs elsewhere; http only. Wants --secret-file.")
  private @Nullable URI url;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "The HS256 secret that signs tokens for --url.")
  private @Nullable Path secretFile;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "With --url: a process of this machine whose CPU time is printed; repeatable.")
  private List<Long> pids = List.of();

  @Option(
      names = "--alone",
      description =
          "Start what is needed, each a process of its own: embedded Kafka, PostgreSQL and Redis,"
              + " persistence-sink, stream-processor, ingest-api. No edge, push worker or gateway.")
  private boolean alone;

  @Option(
      names = "--without-pipeline",
      description =
          "With --alone: end stream-processor and persistence-sink when the data is there, so that"
              + " what is left is the cost of ingest-api and of the servers.")
  private boolean withoutPipeline;

  @Option(
      names = "--ingest-java-opts",
      paramLabel = "OPTIONS",
      description = "With --alone: JVM options of ingest-api (default: ${DEFAULT-VALUE}).")
  private String ingestJavaOpts = "-Xms384m -Xmx384m -XX:+UseParallelGC";

  @Option(
      names = "--env",
      paramLabel = "KEY=VALUE",
      description = "With --alone: more of the services' environment, such as CHAT_LIMITS=on.")
  private Map<String, String> environment = Map.of();

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new RestLoad()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws Exception {
    check();
    var shape = new DataSet.Shape(connections, conversations, members, messages);
    var pace =
        new Bench.Pace(Duration.ofSeconds(warmupSeconds), Duration.ofSeconds(seconds), rounds);
    var bench = new Bench(out(), shape, pace, seed);
    try {
      if (alone) {
        return alone(bench);
      }
      var given = url;
      return given == null ? demo(bench) : elsewhere(bench, given);
    } catch (IOException e) {
      err().println("not measured: " + e);
      return 1;
    }
  }

  private void check() {
    require(connections >= 1 && connections <= 1_000, "--connections is 1 to 1000");
    require(warmupSeconds >= 0 && seconds >= 1 && rounds >= 1, "times and rounds are positive");
    require(conversations >= 1 && messages >= 1, "--conversations and --messages are positive");
    require(members >= 2 && members <= 256, "--members is 2 to 256");
    require(url == null || !alone, "--url and --alone exclude each other");
    require((url == null) == (secretFile == null), "--url and --secret-file go together");
    require(
        url == null || ("http".equals(url.getScheme()) && url.getPort() > 0),
        "--url is http://host:port");
    require(
        alone || (!withoutPipeline && environment.isEmpty()),
        "--without-pipeline and --env go with --alone");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(line(), otherwise);
    }
  }

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private PrintWriter out() {
    return line().getOut();
  }

  private PrintWriter err() {
    return line().getErr();
  }

  private void prepare(Bench bench, URI server, SigningKey key)
      throws IOException, InterruptedException {
    err().println("  making the data");
    bench.prepare(server, key);
  }

  private int demo(Bench bench) throws IOException, InterruptedException {
    if (!Files.exists(data.resolve(Endpoints.FILE))) {
      err().println("no demo is running on " + data + ": make demo ARGS=--limits=off");
      return 1;
    }
    LogFile.in(data, "rest-load");
    var endpoints = Endpoints.read(data);
    var cpu = new CpuMeter();
    ProcessHandle.of(endpoints.pid())
        .ifPresent(demo -> cpu.add("demo (all services, Kafka)", demo));
    cpu.addPostgres(data.resolve("postgresql"));
    var server =
        URI.create(Objects.requireNonNull(gateway ? endpoints.gateway() : endpoints.ingest()));
    out().println("the demo, all in one process" + (gateway ? ", by its gateway" : ""));
    prepare(bench, server, new SigningKey(endpoints.jwtSecret()));
    return bench.measure(calls, cpu);
  }

  private int elsewhere(Bench bench, URI server) throws IOException, InterruptedException {
    var secret = Files.readString(Objects.requireNonNull(secretFile)).strip();
    prepare(bench, server, new SigningKey(secret));
    var cpu = new CpuMeter();
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(process -> cpu.add("pid " + pid, process)));
    return bench.measure(calls, cpu);
  }

  private int alone(Bench bench) throws IOException, InterruptedException {
    Files.createDirectories(Path.of("target"));
    var directory = Files.createTempDirectory(Path.of("target"), "rest-load-");
    LogFile.in(directory, "rest-load");
    out().println("processes of its own, in " + directory);
    try (var processes = new Processes(directory)) {
      var signal = new UntilSignal();
      try {
        err().println("  starting the processes");
        var server = processes.startAll(environment, ingestJavaOpts);
        prepare(bench, server, processes.key());
        if (withoutPipeline) {
          processes.endPipeline();
        }
        out().println("running: " + String.join(", ", processes.running()));
        return bench.measure(calls, processes.cpu());
      } finally {
        signal.closed();
      }
    }
  }
}
