package io.viatra.chat.standalone.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String ANSWER =
      "HTTP/1.1 201 Created\r\nServer: x\r\ncontent-length: 5\r\n\r\nhello";

  private final AnswerReader reader = new AnswerReader();

  @Test
  void anAnswerIsWholeAtItsLastByteHoweverItArrives() throws IOException {
    for (int cut = 1; cut < ANSWER.length(); cut++) {
      assertThat(reader.feed(bytes(ANSWER.substring(0, cut)))).isFalse();
      assertThat(reader.feed(bytes(ANSWER.substring(cut)))).isTrue();
      assertThat(reader.status()).isEqualTo(201);
    }
  }

  @Test
  void whatFollowsAnAnswerIsLeftInTheBuffer() throws IOException {
    var two = bytes(ANSWER + "HTTP/1.1 429 \r\nContent-Length: 0\r\n\r\n");
    assertThat(reader.feed(two)).isTrue();
    assertThat(reader.status()).isEqualTo(201);
    assertThat(reader.feed(two)).isTrue();
    assertThat(reader.status()).isEqualTo(429);
    assertThat(two.hasRemaining()).isFalse();
  }

  @Test
  void noContentHasNoBody() throws IOException {
    assertThat(reader.feed(bytes("HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n"))).isTrue();
  }

  @Test
  void whatIsNotUnderstoodIsAnError() {
    assertRefused("SSH-2.0-x\r\n\r\n");
    assertRefused("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertRefused("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n");
    assertRefused("x".repeat(9_000));
  }

  private static void assertRefused(String answer) {
    assertThatThrownBy(() -> new AnswerReader().feed(bytes(answer)))
        .isInstanceOf(IOException.class);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
