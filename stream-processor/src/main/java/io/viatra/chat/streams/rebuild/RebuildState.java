package io.viatra.chat.streams.rebuild;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `rebuild-state`.
@Command(
    name = "rebuild-state",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = RebuildState.REFUSED,
    description =
        "Makes the state of stream-processor anew from chat.events.v1 and chat.receipts.v1: empties"
            + " the changelogs of sequencer and router, writes every row, and sets the sequencer's"
            + " offsets behind the last command that has an outcome. Every stream-processor must be"
            + " stopped; edges and everything else may run. No event, delivery or push is written."
            + " CHAT_KAFKA_BOOTSTRAP, CHAT_STREAMS_PREFIX, CHAT_STREAMS_REPLICATION and"
            + " CHAT_STREAMS_ROCKS_MEMORY say where and how, as for the service.",
    footer = {
      "",
      "Broken off while it writes, it leaves a mark with which stream-processor does not start: run"
          + " it again.",
      "",
      "Exit codes: 0 done, or every row is as the log has it; 1 it differs, or cannot be done; 2 the"
          + " call or the environment is wrong."
    })
public final class RebuildState implements Callable<Integer> {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int WRONG_CALL = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dry-run",
      description =
          "Compares every row with what the log makes, names the first differences by conversation"
              + " and user, and changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--new-commands",
      description =
          "chat.commands.v1 is another topic than the one that the log came from, and everything in"
              + " it is yet to be carried out.")
  private boolean newCommands;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Where rows lie while they are made, as much as the state is large (default: the"
              + " directory for temporary files).")
  private @Nullable Path work;

  private final Env env;

  public RebuildState(Env env) {
    this.env = env;
    // picocli injects it before the command runs.
    this.spec = CommandSpec.create();
  }

  public static void main(String[] args) {
    // Clients log their troubles beside the report, not into it.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "io/viatra/chat/streams/rebuild/logback.xml");
    }
    var command = new CommandLine(new RebuildState(Env.system()));
    var version = RebuildState.class.getPackage().getImplementationVersion();
    command
        .getCommandSpec()
        .version("rebuild-state " + (version == null ? "(unpackaged)" : version));
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    var err = spec.commandLine().getErr();
    StreamsSettings settings;
    try {
      settings = StreamsSettings.from(env);
      env.check();
    } catch (ConfigException wrong) {
      wrong.problems().forEach(problem -> err.println("rebuild-state: " + problem));
      return WRONG_CALL;
    }
    try {
      return run(settings);
    } catch (RefusedException refused) {
      err.println("rebuild-state: " + refused.getMessage());
      return REFUSED;
    }
  }

  private int run(StreamsSettings settings)
      throws RefusedException, InterruptedException, IOException {
    var parent = work == null ? Path.of(System.getProperty("java.io.tmpdir")) : work;
    try (var cluster = new Cluster(settings.kafka(), settings.replication());
        var scratch = Scratch.open(parent, settings.rocksBytes())) {
      var rebuild =
          new Rebuild(
              cluster, scratch, settings, spec.commandLine().getOut(), spec.commandLine().getErr());
      if (dryRun) {
        return rebuild.dryRun() ? DONE : REFUSED;
      }
      rebuild.run(newCommands);
      return DONE;
    }
  }
}
