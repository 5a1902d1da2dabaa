package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
  @Test
  void packetsAreJoinedByTheSeparator() {
    byte[] body =
        Payload.encode(
            List.of(
                EncodedMessage.text("hällo"),
                EncodedMessage.binary(new byte[] {1, 2, 3, 4}),
                EncodedMessage.packet('2', "")));
    assertThat(body).isEqualTo(Frames.utf8("4hällo\u001ebAQIDBA==\u001e2"));
  }

  @Test
  void aBodyIsTakenApart() {
    List<Packet> packets =
        Objects.requireNonNull(Payload.decode(Frames.utf8("4a\u001ebAQIDBA==\u001e3\u001e1")));
    assertThat(packets).hasSize(4);
    assertThat(packets.get(0)).isEqualTo(new Packet.Text("a"));
    assertThat(((Packet.Binary) packets.get(1)).data()).containsExactly(1, 2, 3, 4);
    assertThat(packets.get(2)).isEqualTo(new Packet.Pong(""));
    assertThat(packets.get(3)).isEqualTo(new Packet.Close());
  }

  @Test
  void base64MayHaveTheLineBreaksOfTheJavaClient() {
    List<Packet> packets =
        Objects.requireNonNull(Payload.decode(Frames.utf8("bAQ\r\nIDBA==\n\u001e4a")));
    assertThat(((Packet.Binary) packets.getFirst()).data()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "b???", "0{}", "1x"})
  void oneBadPacketSpoilsTheBody(String body) {
    assertThat(Payload.decode(Frames.utf8(body))).isNull();
  }

  @Test
  void invalidUtf8IsNoBody() {
    assertThat(Payload.decode(new byte[] {'4', (byte) 0xC0, (byte) 0x80})).isNull();
  }
}
