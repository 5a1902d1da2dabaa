package io.viatra.chat.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.testkit.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The operator's command on a broker of its own.
class TopicsCommandIT {
  @TempDir private Path data;

  private record Answer(int exit, String out, String err) {}

  @Test
  void createsOnceThenAgreesAndReportsWhatDiffers() throws Exception {
    try (var kafka = EmbeddedKafka.start(data)) {
      var cluster = Map.of("CHAT_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
      var created = run(cluster, "create", "--partitions=2");
      assertThat(created.exit()).isZero();
      assertThat(created.out()).contains("created  chat.commands.v1").doesNotContain("same");

      var again = run(cluster, "create", "--partitions=2");
      assertThat(again.exit()).isZero();
      assertThat(again.out()).contains("same     chat.events.v1").doesNotContain("created");

      assertThat(run(cluster, "check", "--partitions=2").exit()).isZero();
      var other = run(cluster, "check", "--partitions=3");
      assertThat(other.exit()).isEqualTo(TopicsCommand.NOT_AS_DECLARED);
      assertThat(other.out()).contains("DIFFERS  chat.commands.v1");
    }
  }

  @Test
  void aWrongCallOrEnvironmentIsExplained() {
    var anywhere = Map.of("CHAT_KAFKA_BOOTSTRAP", "127.0.0.1:1");
    assertThat(run(anywhere, "create", "--partitions=0").err()).contains("--partitions");
    assertThat(run(anywhere, "alter").exit()).isEqualTo(TopicsCommand.WRONG_CALL);
    var unreadable =
        run(Map.of("CHAT_KAFKA_PROPERTIES_FILE", data.resolve("none").toString()), "check");
    assertThat(unreadable.exit()).isEqualTo(TopicsCommand.WRONG_CALL);
    assertThat(unreadable.err()).contains("CHAT_KAFKA_PROPERTIES_FILE");
  }

  private static Answer run(Map<String, String> variables, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        new CommandLine(new TopicsCommand(Env.of(variables)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Answer(exit, out.toString(), err.toString());
  }
}
