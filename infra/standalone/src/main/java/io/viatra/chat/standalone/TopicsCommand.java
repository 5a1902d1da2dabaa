package io.viatra.chat.standalone;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.kafka.TopicAdmin;
import io.viatra.chat.runtime.kafka.TopicOutcome;
import io.viatra.chat.runtime.kafka.TopicSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Creates and checks the topics of a cluster, and has dumps and restores as commands of its own.
/// It never alters and never deletes: a difference is reported, and a person decides.
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description =
        "Creates, checks, dumps and restores the topics of the cluster that CHAT_KAFKA_BOOTSTRAP"
            + " names.",
    footer = {
      "",
      "Exit codes: 0 every topic stands as declared, or the command is done; 1 some are missing or"
          + " differ, or the cluster does not answer; 2 the call or the environment is wrong."
    })
final class TopicsCommand {
  static final int AS_DECLARED = 0;
  static final int NOT_AS_DECLARED = 1;
  static final int WRONG_CALL = 2;

  private static final int PARTITIONS_MAX = 1_000;

  @Spec private CommandSpec spec;

  private final Env env;

  TopicsCommand(Env env) {
    this.env = env;
    // picocli injects it before any command method runs.
    this.spec = CommandSpec.create();
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Creates what is missing and checks what is there.")
  int create(
      @Option(
              names = "--partitions",
              defaultValue = "6",
              paramLabel = "P",
              description =
                  "Partitions of topics placed by conversation or user: 6 on one machine, 24 in"
                      + " small production, 96 in large; never changed later (default:"
                      + " ${DEFAULT-VALUE}).")
          int partitions,
      @Option(
              names = "--replication",
              defaultValue = "1",
              paramLabel = "R",
              description =
                  "Copies of each partition; 3 in production (default: ${DEFAULT-VALUE}).")
          int replication)
      throws InterruptedException {
    return run(partitions, replication, TopicAdmin::ensure);
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Compares and changes nothing.")
  int check(
      @Option(names = "--partitions", defaultValue = "6", paramLabel = "P") int partitions,
      @Option(names = "--replication", defaultValue = "1", paramLabel = "R") int replication)
      throws InterruptedException {
    return run(partitions, replication, TopicAdmin::check);
  }

  /// What one of the two does with the cluster.
  private interface Action {
    List<TopicOutcome> on(TopicAdmin admin, List<TopicSpec> specs)
        throws InterruptedException, TimeoutException;
  }

  private int run(int partitions, int replication, Action action) throws InterruptedException {
    var err = spec.commandLine().getErr();
    if (partitions < 1 || partitions > PARTITIONS_MAX || replication < 1 || replication > 9) {
      err.println("topics: --partitions is 1 to 1000, --replication 1 to 9");
      return WRONG_CALL;
    }
    KafkaSettings kafka;
    try {
      kafka = KafkaSettings.from(env);
      env.check();
    } catch (ConfigException wrong) {
      wrong.problems().forEach(problem -> err.println("topics: " + problem));
      return WRONG_CALL;
    }
    try (var admin = TopicAdmin.open(kafka, "topics")) {
      var outcomes = action.on(admin, TopicDeclarations.of(partitions, replication));
      return report(spec.commandLine().getOut(), outcomes);
    } catch (TimeoutException silent) {
      err.println("topics: the cluster does not answer");
      return NOT_AS_DECLARED;
    }
  }

  private static int report(PrintWriter out, List<TopicOutcome> outcomes) {
    boolean asDeclared = true;
    for (var outcome : outcomes) {
      out.println(line(outcome));
      asDeclared &= outcome instanceof TopicOutcome.Same || outcome instanceof TopicOutcome.Created;
    }
    out.flush();
    return asDeclared ? AS_DECLARED : NOT_AS_DECLARED;
  }

  private static String line(TopicOutcome outcome) {
    return switch (outcome) {
      case TopicOutcome.Created created -> "created  " + created.topic();
      case TopicOutcome.Same same -> "same     " + same.topic();
      case TopicOutcome.Missing missing -> "MISSING  " + missing.topic();
      case TopicOutcome.Differs differs ->
          "DIFFERS  " + differs.topic() + ": " + String.join("; ", differs.differences());
    };
  }
}
