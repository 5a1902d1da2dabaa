package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.SeenRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From a client's event to a command in the log, and the ack.
class SendingIT extends OneEdge {
  private String user;

  SendingIT() {
    super(3);
  }

  @BeforeEach
  void freshConversation() {
    user = ana;
    router.knows(user, Samples.state(conversation, 11, 10));
  }

  @Test
  void aMessageIsAckedWithTheTimeOfTheLogAndNoNumberYet() {
    try (var client = TestClient.ready(edge, user)) {
      var ack =
          client.call(
              "send_message",
              message(
                  "\"content\": \"hello 😀\", \"clientMessageId\": \"m-1\", \"lastSeenSeq\": 9"));
      assertThat(ack.path("ok").asBoolean()).isTrue();
      var message = ack.path("message");
      var id = MessageId.of(conversation, user, "m-1");
      assertThat(message.path("id").asText()).isEqualTo(id.toString());
      assertThat(message.get("seq").isNull() && message.get("ver").isNull()).isTrue();
      assertThat(message.path("content").asText()).isEqualTo("hello 😀");
      assertThat(message.path("senderId").asText()).isEqualTo(user);
      assertThat(message.path("isDeleted").asBoolean(true)).isFalse();

      var record = commands(1).getFirst();
      assertThat(Instant.parse(message.path("createdAt").asText()))
          .isEqualTo(Instant.ofEpochMilli(record.timestamp()));
      assertThat(record.key()).isEqualTo(conversation.toString());
      assertThat(record.header(CloudEvent.TYPE)).contains("message.send");
      var send = (SendMessage) command(record);
      assertThat(send.messageId()).isEqualTo(id);
      assertThat(send.actorId()).isEqualTo(user);
      assertThat(send.lastSeenSeq()).isEqualTo(9);
    }
  }

  @Test
  void messagesOfOneSocketReachTheLogInTheirOrder() {
    try (var client = TestClient.ready(edge, user)) {
      var acks =
          IntStream.range(0, 50)
              .mapToObj(i -> client.asks("send_message", message("\"content\": \"" + i + "\"")))
              .toList();
      acks.forEach(ack -> assertThat(ack.join().path("ok").asBoolean()).isTrue());
      assertThat(commands(50).stream().map(r -> content(command(r))))
          .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void aConversationThatOnlyTheReadModelKnowsIsWrittenToAtOnce() {
    var fresh = UUID.randomUUID();
    try (var client = TestClient.ready(edge, user)) {
      var refused = client.call("send_message", message(fresh, "\"content\": \"too early\""));
      assertThat(code(refused)).isEqualTo("NOT_FOUND");
      int asked = reads.asked();
      assertThat(code(client.call("join_conversation", conversation(fresh))))
          .isEqualTo("NOT_FOUND");
      assertThat(reads.asked()).as("within a second nobody is asked again").isEqualTo(asked);
    }
    var other = UUID.randomUUID();
    reads.knows(other, user, 4, 2);
    try (var client = TestClient.ready(edge, user)) {
      assertThat(client.call("send_message", message(other, "\"content\": \"now\"")).path("ok"))
          .hasToString("true");
    }
  }

  @Test
  void receiptsBecomeOneCommandWithTheHighestNumber() {
    try (var client = TestClient.ready(edge, user)) {
      var acks =
          List.of(3, 7, 5).stream()
              .map(seq -> client.asks("mark_read", receipt("\"upToSeq\": " + seq)))
              .toList();
      acks.forEach(ack -> assertThat(ack.join()).hasToString("{\"ok\":true}"));
      client.call("mark_delivered", receipt("\"upToSeq\": 10"));
      var commands = commandsUntil(all -> all.stream().anyMatch(c -> c instanceof MarkDelivered));
      var read = commands.stream().filter(c -> c instanceof MarkRead).toList();
      assertThat(read).hasSizeLessThanOrEqualTo(2);
      assertThat(((MarkRead) read.getLast()).upToSeq()).isEqualTo(7);
    }
  }

  @Test
  void idsThatWentThroughThisNodeBecomeNumbersAndOthersTravel() {
    try (var client = TestClient.ready(edge, user)) {
      var message = Samples.message(conversation, 12, 11, "someone");
      router.deliver(slot, Samples.delivery(message, user), List.of(user));
      client.await("new_message");
      var foreign = UUID.randomUUID();
      assertThat(
              client.call(
                  "mark_delivered",
                  receipt(
                      "\"messageIds\": [\"%s\", \"%s\", \"no id\"]"
                          .formatted(message.messageId(), foreign))))
          .hasToString("{\"ok\":true}");
      var delivered = (MarkDelivered) command(commands(1).getFirst());
      assertThat(delivered.upToSeq()).isEqualTo(11);
      assertThat(delivered.messageIds()).containsExactly(foreign);
    }
  }

  @Test
  void receiptsBeyondTheHeadAreRefusedUnlessTheReadModelKnowsBetter() {
    reads.knows(conversation, user, 12, 0);
    try (var client = TestClient.ready(edge, user)) {
      for (String seq : List.of("13", "-1", "9007199254740993", "9223372036854775807")) {
        assertThat(code(client.call("mark_read", receipt("\"upToSeq\": " + seq))))
            .as(seq)
            .isEqualTo("BAD_SEQ");
      }
      for (String seq : List.of("1.9", "\"10\"", "true", "{}", "9223372036854775808")) {
        assertThat(code(client.call("mark_read", receipt("\"upToSeq\": " + seq))))
            .as(seq)
            .isEqualTo("INVALID");
      }
      assertThat(client.call("mark_read", receipt("\"upToSeq\": 12"))).hasToString("{\"ok\":true}");
    }
  }

  @Test
  void badInputGetsItsAnswerAndTheSocketStays() {
    Map<String, String> answers =
        Map.ofEntries(
            Map.entry("\"content\": \"\"", "INVALID"),
            Map.entry("\"content\": \" \\u200b\\n\"", "INVALID"),
            Map.entry("\"content\": 7", "INVALID"),
            Map.entry("\"text\": \"x\"", "INVALID"),
            Map.entry("\"content\": \"" + "x".repeat(4001) + "\"", "TOO_LARGE"),
            Map.entry("\"content\": \"a\\u0000b\"", "INVALID"),
            Map.entry("\"content\": \"a\\u0007b\"", "INVALID"),
            Map.entry("\"content\": \"x\", \"messageType\": \"system\"", "FORBIDDEN"),
            Map.entry("\"content\": \"x\", \"messageType\": \"poll\"", "INVALID"),
            Map.entry("\"content\": \"x\", \"metadata\": [1]", "INVALID"),
            Map.entry("\"content\": \"x\", \"replyToId\": \"nonsense\"", "NOT_FOUND"),
            Map.entry(
                "\"content\": \"x\", \"replyToId\": \"%s\"".formatted(UUID.randomUUID()),
                "NOT_FOUND"),
            Map.entry("\"content\": \"x\", \"lastSeenSeq\": -1", "BAD_SEQ"),
            Map.entry(
                "\"content\": \"x\", \"attachment\": {\"url\": \"javascript:alert(1)\","
                    + " \"name\": \"a\", \"size\": 1, \"mimeType\": \"b\"}",
                "INVALID"));
    try (var client = TestClient.ready(edge, user)) {
      answers.forEach((fields, code) -> {
        var ack = client.call("send_message", message(fields));
        assertThat(code(ack)).as(fields).isEqualTo(code);
        assertThat(ack.path("ok").asBoolean(true)).isFalse();
      });
      assertThat(code(client.call("send_message", "no object"))).isEqualTo("INVALID");
      assertThat(
              code(client.call("send_message", "{\"conversationId\": \"x\", \"content\": \"x\"}")))
          .isEqualTo("NOT_FOUND");
      assertThat(code(client.call("make_coffee", "{}"))).isEqualTo("UNKNOWN_EVENT");
      client.say("make_coffee", "{}");
      assertThat(client.await("error").path("code").asText()).isEqualTo("UNKNOWN_EVENT");
      assertThat(client.call("send_message", message("\"content\": \"still here\"")).path("ok"))
          .hasToString("true");
      assertThat(commands(1)).hasSize(1);
    }
  }

  @Test
  void markupAndControlledEscapesAreKeptVerbatim() {
    var nasty = "<script>'; DROP TABLE x; -- ${jndi:ldap://x}\\r\\n\\t👩‍👩‍👧‍👦";
    try (var client = TestClient.ready(edge, user)) {
      var ack = client.call("send_message", message("\"content\": \"" + nasty + "\""));
      assertThat(ack.path("message").path("content").asText())
          .isEqualTo(nasty.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t"));
    }
  }

  private String message(String fields) {
    return message(conversation, fields);
  }

  private static String message(UUID conversation, String fields) {
    return "{\"conversationId\": \"%s\", %s}".formatted(conversation, fields);
  }

  private static String conversation(UUID conversation) {
    return "{\"conversationId\": \"%s\"}".formatted(conversation);
  }

  private String receipt(String fields) {
    return message(conversation, fields);
  }

  private static String code(JsonNode ack) {
    return ack.path("error").path("code").asText();
  }

  /// The commands for this test's conversation, once there are so many.
  private List<SeenRecord> commands(int count) {
    return EdgeWorld.kafka()
        .await(
            Topics.COMMANDS.name(),
            Duration.ofSeconds(15),
            count + " commands",
            all -> mine(all).size() >= count)
        .stream()
        .filter(r -> conversation.toString().equals(r.key()))
        .toList();
  }

  private List<Command> commandsUntil(java.util.function.Predicate<List<Command>> condition) {
    var all =
        EdgeWorld.kafka()
            .await(
                Topics.COMMANDS.name(),
                Duration.ofSeconds(15),
                "commands",
                seen -> condition.test(mine(seen).stream().map(SendingIT::command).toList()));
    return mine(all).stream().map(SendingIT::command).toList();
  }

  private List<SeenRecord> mine(List<SeenRecord> all) {
    return all.stream().filter(r -> conversation.toString().equals(r.key())).toList();
  }

  private static Command command(SeenRecord record) {
    if (Topics.COMMANDS.codec().decode(record.bytes())
        instanceof Decoded.Value<Command>(Command command)) {
      return command;
    }
    throw new AssertionError("not a command");
  }

  private static String content(Command command) {
    return command instanceof SendMessage send
            && send.body()
                instanceof io.viatra.chat.schemas.conversation.MessageBody.Plain(String text)
        ? text
        : "";
  }
}
