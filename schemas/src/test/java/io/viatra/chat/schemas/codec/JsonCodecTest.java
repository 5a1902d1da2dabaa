package io.viatra.chat.schemas.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  private static final UUID CONVERSATION = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  private static final UUID MESSAGE = MessageId.of(CONVERSATION, "ana", "c-1");
  private final Codec<Command> commands = Topics.COMMANDS.codec();

  private static SendMessage send() {
    return new SendMessage(
        CONVERSATION,
        "ana",
        MESSAGE,
        "c-1",
        MessageType.TEXT,
        new MessageBody.Plain("hello"),
        null,
        null,
        null,
        3L);
  }

  @Test
  void aCommandComesBackAsItWas() {
    assertThat(commands.decode(commands.encode(send()))).isEqualTo(new Decoded.Value<>(send()));
  }

  @Test
  void theTypeStandsFirstAndInTheHeader() {
    assertThat(new String(commands.encode(send()), UTF_8))
        .startsWith("{\"type\":\"message.send\",")
        .contains("\"body\":{\"kind\":\"plain\",\"text\":\"hello\"}")
        .doesNotContain("null");
    assertThat(commands.type(send())).isEqualTo("io.viatra.chat.message.send.v1");
  }

  @Test
  void aNestedFamilyKeepsItsTypes() {
    var sent =
        new MessageSent(
            CONVERSATION,
            7,
            Instant.parse("2026-11-22T10:00:00.120Z"),
            5,
            MESSAGE,
            "ana",
            "c-1",
            MessageType.TEXT,
            new MessageBody.Encrypted("k1", "bm9uY2U=", "Y2lwaGVy"),
            null,
            null,
            null,
            4L);
    Delivery delivery = new MessageDelivery(sent, List.of("ana", "ben"));
    var codec = Topics.DELIVERIES.codec();
    assertThat(codec.decode(codec.encode(delivery))).isEqualTo(new Decoded.Value<>(delivery));
    assertThat(new String(codec.encode(delivery), UTF_8)).contains("\"2026-11-22T10:00:00.120Z\"");
  }

  @Test
  void anUnknownFieldIsIgnored() {
    var json =
        new String(commands.encode(send()), UTF_8).replace("{\"type\"", "{\"new\":1,\"type\"");
    assertThat(commands.decode(json.getBytes(UTF_8))).isEqualTo(new Decoded.Value<>(send()));
  }

  @Test
  void poisonIsDataAndNeverAnException() {
    assertMalformed("", "empty");
    assertMalformed("null", "empty");
    assertMalformed("{\"type\":", "not-json");
    assertMalformed("\u0000\u0001", "not-json");
    assertMalformed("{\"type\":\"message.shout\"}", "unknown-type");
    assertMalformed("{}", "unknown-type");
    assertMalformed("{\"type\":\"message.send\"}", "out-of-bounds");
    assertMalformed("[1]", "unknown-type");
    assertThat(commands.decode(null)).isEqualTo(new Decoded.Malformed<Command>("empty"));
  }

  @Test
  void aHoleInARecordIsRefused() {
    var json = new String(commands.encode(send()), UTF_8);
    assertMalformed(json.replace("\"actorId\":\"ana\",", ""), "out-of-bounds");
    assertMalformed(json.replace("\"actorId\":\"ana\"", "\"actorId\":null"), "out-of-bounds");
    assertMalformed(json.replace("\"actorId\":\"ana\"", "\"actorId\":\"a b\""), "out-of-bounds");
    assertMalformed(json.replace("\"lastSeenSeq\":3", "\"lastSeenSeq\":\"3\""), "out-of-bounds");
    assertMalformed(json.replace("\"lastSeenSeq\":3", "\"lastSeenSeq\":-1"), "out-of-bounds");
    assertThat(commands.decode(json.replace(",\"lastSeenSeq\":3", "").getBytes(UTF_8)))
        .isInstanceOf(Decoded.Value.class);
    assertThat(
            commands.decode(
                json.replace("\"lastSeenSeq\":3", "\"lastSeenSeq\":null").getBytes(UTF_8)))
        .isInstanceOf(Decoded.Value.class);
  }

  @Test
  void aReceiptWithoutAnyTargetIsRefused() {
    Command read = new MarkRead(CONVERSATION, "ana", null, List.of(MESSAGE));
    var json = new String(commands.encode(read), UTF_8);
    assertMalformed(json.replace("\"" + MESSAGE + "\"", ""), "out-of-bounds");
  }

  private void assertMalformed(String json, String reason) {
    assertThat(commands.decode(json.getBytes(UTF_8)))
        .as(json)
        .isEqualTo(new Decoded.Malformed<Command>(reason));
  }
}
