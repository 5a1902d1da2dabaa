package io.viatra.chat.edge.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedEventTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void anEncodedEventIsReadBackTheSame() throws PacketException {
    JsonNode arg = JSON.objectNode().put("text", "hällo 😀").set("list", JSON.arrayNode().add(1));
    assertThat(decoder().text(text(EncodedEvent.of("/n", "event", arg))))
        .isEqualTo(new Packet.Called("/n", PacketHeader.NO_ID, "event", List.of(arg)));
  }

  @Test
  void binaryNodesBecomeAttachmentsInTheirOrder() throws PacketException {
    JsonNode deep =
        JSON.objectNode().set("a", JSON.arrayNode().add(JSON.binaryNode(new byte[] {1, 2})));
    EncodedEvent event = EncodedEvent.of("e", deep, JSON.binaryNode(new byte[] {3}));
    assertThat(event.messages()).hasSize(3);
    PacketDecoder decoder = decoder();
    assertThat(decoder.text(text(event))).isNull();
    assertThat(decoder.binary(new byte[] {1, 2})).isNull();
    List<JsonNode> args = List.of(deep, JSON.binaryNode(new byte[] {3}));
    assertThat(decoder.binary(new byte[] {3}))
        .isEqualTo(new Packet.Called("/", PacketHeader.NO_ID, "e", args));
  }

  @Test
  void jsonThatIsEncodedAlreadyGoesThroughUntouched() {
    EncodedEvent event = EncodedEvent.ofJson("say \"hi\"", "{ \"a\" : 1.0 }".getBytes(UTF_8));
    assertThat(text(event)).isEqualTo("2[\"say \\\"hi\\\"\",{ \"a\" : 1.0 }]");
  }

  @Test
  void aLoneSurrogateDoesNotBreakTheEncoder() {
    EncodedEvent event = EncodedEvent.of("e", JSON.textNode("a\uD800b"));
    assertThat(text(event)).isEqualTo("2[\"e\",\"a?b\"]");
  }

  @Test
  void reservedNamesCannotBeEmitted() {
    assertThatIllegalArgumentException().isThrownBy(() -> EncodedEvent.of("disconnect"));
  }

  private static PacketDecoder decoder() {
    return new PacketDecoder(new StrictJson(16, 1_000));
  }

  /// The first message, without its Engine.IO packet type.
  private static String text(EncodedEvent event) {
    return UTF_8.decode(event.messages().getFirst().payload()).toString().substring(1);
  }
}
