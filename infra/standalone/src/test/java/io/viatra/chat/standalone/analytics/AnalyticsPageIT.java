package io.viatra.chat.standalone.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.standalone.backup.DumpCommand;
import io.viatra.chat.streams.StreamProcessor;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.apache.kafka.tools.consumer.ConsoleConsumerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Runs what `docs/analytics.md` shows, on what sequencer, router and measures make of a small
/// story: a group of three, in which ana says three things and ben two.
class AnalyticsPageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final UUID GROUP = UUID.fromString("01930000-0000-7000-8000-000000000001");

  @TempDir private Path data;

  @Test
  void everythingThatThePageShowsRuns() throws Exception {
    var page = Page.read();
    try (var kafka = EmbeddedKafka.start(data.resolve("kafka"));
        var probe = KafkaProbe.of(kafka.bootstrapServers())) {
      for (var topic : Topics.all()) {
        probe.createTopic(topic.name(), topic.partitions(2), topic.retention().config());
      }
      story(kafka, probe);
      consoleConsumer(page, kafka.bootstrapServers());
      streamsProgram(kafka.bootstrapServers(), probe);
      sql(page, dump(kafka.bootstrapServers()));
    }
  }

  private void story(EmbeddedKafka kafka, KafkaProbe probe) throws Exception {
    var env =
        Map.of(
            "CHAT_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
            "CHAT_STREAMS_STATE_DIR", data.resolve("streams").toString());
    try (var _ = StreamProcessor.SERVICE.start(Env.of(env))) {
      var others = List.of("ben", "carla");
      tell(
          probe,
          new CreateConversation(GROUP, "ana", ConversationType.GROUP, others, null, null, null));
      for (var said : List.of("ana 1", "ana 2", "ben 3", "ana 4", "ben 5")) {
        tell(probe, message(said));
      }
      await(probe, Topics.EVENTS.name(), seen -> seen.size() == 6);
      await(probe, Topics.UNREAD.name(), seen -> said(seen, "\"userId\":\"carla\"", "\"count\":5"));
      await(probe, Topics.STATS.name(), seen -> said(seen, "\"messages\":5"));
    }
  }

  private static boolean said(List<SeenRecord> seen, String... words) {
    return seen.stream()
        .map(record -> String.valueOf(record.value()))
        .anyMatch(value -> Arrays.stream(words).allMatch(value::contains));
  }

  private static void await(KafkaProbe probe, String topic, Predicate<List<SeenRecord>> condition) {
    var _ = probe.await(topic, PATIENCE, topic + " has the story", condition);
  }

  private static SendMessage message(String said) {
    var sender = said.split(" ", 2)[0];
    return new SendMessage(
        GROUP,
        sender,
        MessageId.of(GROUP, sender, said),
        said,
        MessageType.TEXT,
        new MessageBody.Plain(said),
        null,
        null,
        null,
        null);
  }

  private static void tell(KafkaProbe probe, Command command) {
    var _ =
        probe.produce(
            Topics.COMMANDS.name(),
            command.conversationId().toString(),
            Topics.COMMANDS.codec().encode(command),
            Map.of());
  }

  /// The command's own main would end the virtual machine; what it runs is this.
  private static void consoleConsumer(Page page, String brokers) throws IOException {
    var command =
        page.blocks("sh").stream()
            .filter(block -> block.startsWith("kafka-console-consumer"))
            .findFirst()
            .orElseThrow();
    var words =
        new ArrayList<>(
            List.of(
                command
                    .replace("\\\n", " ")
                    .replace("chat.example:9092", brokers)
                    .strip()
                    .split("\\s+")));
    words.removeFirst();
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ConsoleConsumer.run(new ConsoleConsumerOptions(words.toArray(String[]::new)));
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(6)
        .allMatch(line -> line.contains("ce_type:io.viatra.chat.") && line.contains("\t" + GROUP));
  }

  private void streamsProgram(String brokers, KafkaProbe probe) {
    probe.createTopic("messages.per-hour", 2, Map.of());
    var settings = MessagesPerHour.settings(brokers, data.resolve("program").toString());
    try (var streams = new KafkaStreams(MessagesPerHour.topology("messages.per-hour"), settings)) {
      streams.start();
      // The story may have begun in one hour and ended in the next.
      await(
          probe,
          "messages.per-hour",
          seen ->
              seen.stream()
                      .filter(record -> String.valueOf(record.key()).startsWith(GROUP + "/"))
                      .mapToLong(record -> Long.parseLong(String.valueOf(record.value())))
                      .max()
                      .orElse(0)
                  >= 3);
    }
  }

  private Path dump(String brokers) {
    var to = data.resolve("dump");
    var dump = new DumpCommand(Env.of(Map.of("CHAT_KAFKA_BOOTSTRAP", brokers)));
    var topics =
        List.of("chat.events.v1", "chat.unread.v1", "chat.stats.v1").stream()
            .map(topic -> "--topic=" + topic);
    var args = Stream.concat(Stream.of("--to=" + to), topics).toArray(String[]::new);
    assertThat(new CommandLine(dump).execute(args)).isZero();
    return to;
  }

  private static void sql(Page page, Path dump) throws SQLException {
    var queries = page.blocks("sql");
    assertThat(queries).hasSize(4);
    try (var database = DriverManager.getConnection("jdbc:duckdb:")) {
      for (var query : queries.subList(0, 1)) {
        try (var statement = database.createStatement()) {
          var _ = statement.execute(query.replace("'dump/", "'" + dump + "/"));
        }
      }
      var messages = rows(database, queries.get(1));
      assertThat(messages.stream().mapToLong(row -> Long.parseLong(row.get(2))).sum()).isEqualTo(5);
      assertThat(rows(database, queries.get(2)))
          .containsExactly(List.of("carla", "5"), List.of("ben", "3"), List.of("ana", "2"));
      var days = rows(database, queries.get(3));
      assertThat(days.getLast().get(1)).isEqualTo("2");
    }
  }

  private static List<List<String>> rows(Connection database, String query) throws SQLException {
    var rows = new ArrayList<List<String>>();
    try (var statement = database.createStatement();
        var result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
