package io.viatra.chat.sink.rebuild;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `dist/bin/rebuild`: the read model once more, from the topics.
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = Rebuild.WRONG_CALL,
    description =
        "Builds the tables of PostgreSQL once more from chat.events.v1, chat.receipts.v1 and"
            + " user.devices.v1, in a schema of their own while the service runs; compares them"
            + " with the live ones, row hashes by table and by conversation; and puts them in their"
            + " place in one transaction. Killed and called again it goes on where it was. Nothing"
            + " but PostgreSQL is written: no push, no delivery. CHAT_KAFKA_BOOTSTRAP,"
            + " CHAT_POSTGRES_URL, _USER and _PASSWORD say where.",
    footer = {
      "",
      "Exit codes: 0 done, or the same in a dry run; 1 something is different and was not swapped,"
          + " or it could not be done; 2 the call or the environment is wrong, or PostgreSQL does not answer."
    })
public final class Rebuild implements Callable<Integer> {
  static final int DONE = 0;
  static final int NOT_DONE = 1;
  static final int WRONG_CALL = 2;

  private static final int SLICE_RECORDS_MAX = 200_000;

  @Spec private CommandSpec spec;

  @ArgGroup private Choice choice = new Choice();

  /// One of them, or none: then it is built, compared and swapped.
  private static final class Choice {
    @Option(
        names = "--dry-run",
        description = "Builds and compares only; leaves everything as it was.")
    boolean dryRun;

    @Option(
        names = "--rollback",
        description = "Puts the tables back that the last swap took away, brought up to date.")
    boolean rollback;

    @Option(
        names = "--drop-previous",
        description = "Drops the tables that the last swap took away.")
    boolean dropPrevious;
  }

  @Option(
      names = "--force",
      description =
          "Swaps although the tables differ, or cannot be compared; says so all the same.")
  private boolean force;

  @Option(
      names = "--fresh",
      description = "Begins anew what an earlier call has begun, instead of going on with it.")
  private boolean fresh;

  @Option(
      names = "--slice-records",
      paramLabel = "N",
      description =
          "Records of one transaction, and a third of what is in memory (default: 50000).")
  private int sliceRecords = 50_000;

  private final Env env;

  /// @param env where Kafka and PostgreSQL are
  public Rebuild(Env env) {
    this.env = env;
    // picocli injects it before the command runs.
    this.spec = CommandSpec.create();
  }

  public static void main(String[] args) {
    // Clients log their troubles beside the report, not into it.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "io/viatra/chat/sink/rebuild/logback.xml");
    }
    System.exit(new CommandLine(new Rebuild(Env.system())).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (sliceRecords < 1 || sliceRecords > SLICE_RECORDS_MAX) {
      throw new ParameterException(spec.commandLine(), "--slice-records is 1 to 200000");
    }
    try {
      RebuildSettings settings = RebuildSettings.from(env, sliceRecords);
      env.check();
      return run(new Rebuilder(settings, spec.commandLine().getOut(), err));
    } catch (ConfigException wrong) {
      wrong.problems().forEach(problem -> err.println("rebuild: " + problem));
      return WRONG_CALL;
    } catch (RebuildException stopped) {
      err.println("rebuild: " + stopped.getMessage());
      return NOT_DONE;
    } catch (SQLException failed) {
      err.println("rebuild: PostgreSQL: " + failed.getMessage());
      return failed.getSQLState() == null || failed.getSQLState().startsWith("08")
          ? WRONG_CALL
          : NOT_DONE;
    }
  }

  private int run(Rebuilder rebuilder) throws RebuildException, SQLException, InterruptedException {
    Rebuilder.Outcome outcome =
        choice.rollback
            ? rebuilder.rollback()
            : choice.dropPrevious
                ? rebuilder.dropPrevious()
                : rebuilder.rebuild(new Rebuilder.Wish(choice.dryRun, force, fresh));
    return outcome == Rebuilder.Outcome.DONE ? DONE : NOT_DONE;
  }
}
