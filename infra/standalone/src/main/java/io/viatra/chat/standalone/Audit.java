package io.viatra.chat.standalone;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.standalone.audit.AuditSettings;
import io.viatra.chat.standalone.audit.Auditor;
import io.viatra.chat.standalone.audit.Report;
import io.viatra.chat.standalone.audit.UnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `dist/bin/audit` and `make audit`: recomputes every number from the log and holds all that is
/// derived from it against that. Reads only.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = Audit.WRONG_CALL,
    description =
        "Recomputes last seq, versions, memberships, receipts and unread from chat.events.v1 and"
            + " chat.receipts.v1, compares them with the stores of sequencer and router (by their"
            + " changelogs), with chat.unread.v1 and with PostgreSQL, and prints every difference."
            + " It writes nothing, and may run beside everything else. CHAT_KAFKA_BOOTSTRAP,"
            + " CHAT_POSTGRES_URL, _USER, _PASSWORD and CHAT_STREAMS_PREFIX say where.",
    footer = {
      "",
      "Exit codes: 0 everything is as the log has it; 1 something is different, behind or"
          + " unsettled; 2 the call or the environment is wrong, or something does not answer."
    })
public final class Audit implements Callable<Integer> {
  static final int EQUAL = 0;
  static final int DIFFERENT = 1;
  static final int WRONG_CALL = 2;

  private static final int WAIT_SECONDS_MAX = 3_600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A running demo's data directory; it says where, instead of the environment.")
  private @Nullable Path data;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long what differs is looked at again, and PostgreSQL and the router may be behind"
              + " (default: ${DEFAULT-VALUE}).")
  private int waitSeconds = 30;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description =
          "Partitions in memory at a time. With more, the router's stores are read less often"
              + " (default: ${DEFAULT-VALUE}).")
  private int atOnce = 1;

  @Option(
      names = "--fanout-limit",
      paramLabel = "N",
      description =
          "Members up to which chat.unread.v1 has counts; larger conversations must have none"
              + " there (default: ${DEFAULT-VALUE}).")
  private int fanoutLimit = Topics.FANOUT_LIMIT;

  @Option(names = "--json", description = "One JSON object a line, the summary last.")
  private boolean json;

  private final Env env;

  /// @param env where to look; `--data` goes before it
  public Audit(Env env) {
    this.env = env;
    // picocli injects it before the command runs.
    this.spec = CommandSpec.create();
  }

  public static void main(String[] args) {
    // Clients log their troubles beside the report, not into it.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty(
          "logback.configurationFile", "io/viatra/chat/standalone/audit/logback.xml");
    }
    System.exit(new CommandLine(new Audit(Env.system())).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    var bounds = bounds();
    var err = spec.commandLine().getErr();
    try {
      var settings = settings(bounds);
      var report = new Report(spec.commandLine().getOut(), err, json);
      return Auditor.run(settings, report).isEqual() ? EQUAL : DIFFERENT;
    } catch (ConfigException wrong) {
      wrong.problems().forEach(problem -> err.println("audit: " + problem));
    } catch (UnreachableException away) {
      err.println("audit: " + away.getMessage());
    }
    return WRONG_CALL;
  }

  private AuditSettings.Bounds bounds() {
    if (waitSeconds < 0 || waitSeconds > WAIT_SECONDS_MAX || atOnce < 1 || fanoutLimit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--wait is 0 to 3600; --at-once and --fanout-limit are positive");
    }
    return new AuditSettings.Bounds(fanoutLimit, atOnce, Duration.ofSeconds(waitSeconds));
  }

  private AuditSettings settings(AuditSettings.Bounds bounds) throws IOException {
    var where = env;
    if (data != null) {
      if (!Files.exists(data.resolve(Endpoints.FILE))) {
        throw new ParameterException(spec.commandLine(), "no demo is running on " + data);
      }
      where = env.with(Endpoints.read(data).environment());
    }
    var settings = AuditSettings.from(where, bounds);
    where.check();
    return settings;
  }
}
