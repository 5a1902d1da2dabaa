package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedMessageTest {
  @ParameterizedTest
  @CsvSource({"0,2", "125,2", "126,4", "65535,4", "65536,10"})
  void theFrameIsHeaderAndPayload(int length, int header) {
    EncodedMessage message = EncodedMessage.binary(new byte[length]);
    assertThat(message.size()).isEqualTo(header + length);
    ByteBuffer frame = message.frame();
    assertThat(frame.remaining()).isEqualTo(header + length);
    assertThat(frame.get()).isEqualTo((byte) 0x82);
    int short7 = frame.get();
    long declared =
        short7 == 126 ? frame.getShort() & 0xFFFF : short7 == 127 ? frame.getLong() : short7;
    assertThat(declared).isEqualTo(length);
    assertThat(message.payload().remaining()).isEqualTo(length);
  }

  @Test
  void aTextMessageCarriesItsPacketType() {
    EncodedMessage message = EncodedMessage.text("hällo");
    assertThat(StandardCharsets.UTF_8.decode(message.payload()).toString()).isEqualTo("4hällo");
    assertThat(message.isBinary()).isFalse();
  }

  @Test
  void manyMaySendTheSameMessageAtOnce() {
    EncodedMessage message = EncodedMessage.text("shared");
    ByteBuffer first = message.frame();
    first.position(first.limit());
    assertThat(message.frame().remaining()).isEqualTo(message.size());
  }
}
