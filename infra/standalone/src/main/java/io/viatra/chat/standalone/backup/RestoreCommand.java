package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `topics restore`.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Writes the files of a dump into empty topics, each record with its key, value, headers"
            + " and time, in the same partition and order. Every file is verified before anything"
            + " is written. Offsets differ afterwards: the read model and the state of"
            + " stream-processor are to be rebuilt.",
    footer = {
      "",
      "Exit codes: 0 everything is restored (or could be, with --dry-run); 1 the dump is"
          + " unfinished or damaged, a topic is missing, not empty or of another number of"
          + " partitions, or the cluster does not answer; 2 the call or the environment is wrong."
    })
public final class RestoreCommand implements Callable<Integer> {
  private static final int PARTITIONS_MAX = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      required = true,
      description = "The directory of a finished dump.")
  private @Nullable Path from;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Restore this one; may be given several times. Without it: everything that is in the"
              + " dump.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--partitions",
      paramLabel = "P",
      description =
          "The topics have another number of partitions than those of the dump: place each record"
              + " anew by its key. The order of a conversation stays; what the records say of"
              + " chat.commands.v1 is left out.")
  private @Nullable Integer partitions;

  @Option(names = "--dry-run", description = "Verify and check everything, and write nothing.")
  private boolean dryRun;

  private final Env env;

  public RestoreCommand(Env env) {
    this.env = env;
    // picocli injects it before the command runs.
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws InterruptedException {
    var directory = from;
    if (directory == null) {
      throw new ParameterException(spec.commandLine(), "--from is missing");
    }
    if (partitions != null && (partitions < 1 || partitions > PARTITIONS_MAX)) {
      throw new ParameterException(spec.commandLine(), "restore: --partitions is 1 to 1000");
    }
    var err = spec.commandLine().getErr();
    return Call.run(env, "restore", err, kafka -> restore(kafka, directory));
  }

  private void restore(KafkaSettings kafka, Path directory)
      throws BackupException, IOException, InterruptedException {
    var err = spec.commandLine().getErr();
    // What costs nothing to find out is found out before gigabytes are read.
    var topics = topics(Manifest.read(directory));
    var dump = Verification.of(directory, err);
    var target = Target.of(kafka, dump, topics, partitions);
    if (!target.knowsCommands()) {
      err.println(
          "restore: chat.commands.v1 is not the one of the dump: cmd-partition and cmd-offset are"
              + " left out");
    }
    if (!dryRun) {
      Restore.run(kafka, directory, dump.manifest(), target, err);
    }
    for (var topic : dump.manifest().topics()) {
      if (target.placements().containsKey(topic.topic())) {
        spec.commandLine()
            .getOut()
            .printf(
                Locale.ROOT,
                "%-9s %s: %,d records%n",
                dryRun ? "could" : "restored",
                topic.topic(),
                topic.records());
      }
    }
    spec.commandLine().getOut().flush();
  }

  private List<Topic<?>> topics(Manifest manifest) throws BackupException {
    var there = manifest.topics().stream().map(Manifest.OfTopic::topic).toList();
    for (var name : names) {
      if (!there.contains(name)) {
        throw new BackupException("the dump has no topic " + name);
      }
    }
    var topics = BackupTopics.named(names.isEmpty() ? there : names);
    for (var topic : topics) {
      if (!BackupTopics.mayBeRestored(topic)) {
        throw new BackupException(
            topic.name()
                + " is never restored: its records would be carried out again, or are made anew;"
                + " leave it out with --topic");
      }
    }
    return topics;
  }
}
