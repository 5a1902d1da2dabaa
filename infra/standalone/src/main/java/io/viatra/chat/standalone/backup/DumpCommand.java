package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.schemas.topic.Topic;
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

/// `topics dump`.
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    description =
        "Writes topics into files: gzip'd lines of JSON, a record each, and a manifest. Committed"
            + " records only; it may run beside everything else. The files hold what people wrote:"
            + " they need the same protection as the topics.",
    footer = {
      "",
      "Exit codes: 0 the dump is finished; 1 the directory is in use, a topic is missing, or the"
          + " cluster does not answer; 2 the call or the environment is wrong."
    })
public final class DumpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "A directory that is empty or not there yet.")
  private @Nullable Path to;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Dump this one; may be given several times. Without it: chat.events.v1,"
              + " chat.receipts.v1, user.devices.v1, chat.unread.v1 and push.results.v1.")
  private List<String> names = new ArrayList<>();

  private final Env env;

  public DumpCommand(Env env) {
    this.env = env;
    // picocli injects it before the command runs.
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws InterruptedException {
    var directory = to;
    if (directory == null) {
      throw new ParameterException(spec.commandLine(), "--to is missing");
    }
    List<Topic<?>> topics;
    try {
      topics = BackupTopics.named(names);
    } catch (BackupException unknown) {
      throw new ParameterException(spec.commandLine(), "dump: " + unknown.sentences(), unknown);
    }
    var err = spec.commandLine().getErr();
    var out = spec.commandLine().getOut();
    return Call.run(
        env,
        "dump",
        err,
        kafka -> {
          var dumped = new Dump(kafka, topics, directory, Dump.FILE_BYTES, err).run();
          for (var topic : dumped.topics()) {
            out.printf(
                Locale.ROOT,
                "dumped    %s: %,d records of %d partitions%n",
                topic.topic(),
                topic.records(),
                topic.partitions().size());
          }
          out.flush();
        });
  }
}
