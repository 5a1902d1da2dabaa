package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private static final int MAX = 1000;

  private final FrameReader reader = new FrameReader(MAX);
  private final Heard heard = new Heard();

  @Test
  void messagesComeOutTheSameHoweverTheBytesAreCut() throws FrameException {
    byte[] all =
        Frames.join(
            Frames.text("4hällo"),
            Frames.binary(new byte[200]),
            Frames.frame(Frames.FIN | 9, Frames.utf8("p")),
            Frames.text(""),
            Frames.frame(1, Frames.utf8("4a")),
            Frames.frame(Frames.FIN | 10, new byte[0]),
            Frames.frame(0, Frames.utf8("b")),
            Frames.frame(Frames.FIN, Frames.utf8("c")));
    List<String> expected =
        List.of("text 4hällo", "binary 200", "ping 1", "text ", "pong", "text 4abc");
    for (int step = 1; step <= all.length; step++) {
      FrameReader fresh = new FrameReader(MAX);
      Heard ear = new Heard();
      for (int at = 0; at < all.length; at += step) {
        fresh.read(ByteBuffer.wrap(all, at, Math.min(step, all.length - at)), ear);
      }
      assertThat(ear.events).as("step %d", step).isEqualTo(expected);
      assertThat(fresh.midMessage()).isFalse();
    }
  }

  @Test
  void aCharacterMayBeCutByFragments() throws FrameException {
    byte[] smile = Frames.utf8("😀");
    read(Frames.frame(1, new byte[] {smile[0], smile[1]}));
    read(Frames.frame(Frames.FIN, new byte[] {smile[2], smile[3]}));
    assertThat(heard.events).containsExactly("text 😀");
  }

  @Test
  void aMessageOfTheLimitPassesAndOneByteMoreIsTooLarge() throws FrameException {
    read(Frames.binary(new byte[MAX]));
    assertThat(heard.events).containsExactly("binary " + MAX);
    assertRefused(FrameReader.CLOSE_TOO_LARGE, Frames.binary(new byte[MAX + 1]));
  }

  @Test
  void fragmentsAreTooLargeTogether() throws FrameException {
    read(Frames.frame(2, new byte[MAX]));
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> read(Frames.frame(Frames.FIN, new byte[1])))
        .matches(e -> e.closeCode() == FrameReader.CLOSE_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(longs = {MAX + 1L, 1L << 31, 1L << 32, 1L << 62, Long.MIN_VALUE, -1})
  void anAbsurdDeclaredLengthIsRefusedByItsHeader(long length) {
    assertRefused(FrameReader.CLOSE_TOO_LARGE, Frames.declaring(Frames.FIN | 2, length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C080", // overlong NUL
        "EDA080", // a surrogate
        "F4908080", // beyond U+10FFFF
        "80", // a continuation alone
        "E282", // cut off
        "FF"
      })
  void invalidUtf8IsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertRefused(FrameReader.CLOSE_INVALID_TEXT, Frames.frame(Frames.FIN | 1, bytes));
    assertRefused(
        FrameReader.CLOSE_INVALID_TEXT,
        Frames.frame(Frames.FIN | 8, Frames.join(new byte[] {3, (byte) 0xE8}, bytes)));
  }

  @Test
  void whatTheStandardForbidsIsAProtocolError() {
    List.of(
            Frames.frame(Frames.FIN | 0x40 | 1, Frames.utf8("rsv1")),
            Frames.frame(Frames.FIN | 0x20 | 1, Frames.utf8("rsv2")),
            Frames.frame(Frames.FIN | 0x10 | 1, Frames.utf8("rsv3")),
            Frames.frame(Frames.FIN | 3, Frames.utf8("reserved opcode")),
            Frames.frame(Frames.FIN | 7, Frames.utf8("reserved opcode")),
            Frames.frame(Frames.FIN | 11, Frames.utf8("reserved control")),
            Frames.frame(Frames.FIN | 15, Frames.utf8("reserved control")),
            Frames.unmasked(Frames.FIN | 1, Frames.utf8("4unmasked")),
            Frames.frame(9, Frames.utf8("fragmented ping")),
            Frames.frame(Frames.FIN | 9, new byte[126]),
            Frames.frame(Frames.FIN, Frames.utf8("continues nothing")),
            Frames.join(Frames.frame(1, Frames.utf8("4a")), Frames.text("4inside")),
            Frames.frame(Frames.FIN | 8, new byte[1]))
        .forEach(bytes -> assertRefused(FrameReader.CLOSE_PROTOCOL, bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
  void aCloseCodeThatMayNotBeSentIsAProtocolError(int code) {
    assertRefused(FrameReader.CLOSE_PROTOCOL, Frames.close(code));
  }

  @Test
  void theCloseCodeIsHeardAndNothingBehindIt() throws FrameException {
    read(Frames.join(Frames.close(3001), Frames.text("4late")));
    assertThat(heard.events).containsExactly("close 3001");
    FrameReader other = new FrameReader(MAX);
    Heard ear = new Heard();
    other.read(ByteBuffer.wrap(Frames.frame(Frames.FIN | 8, new byte[0])), ear);
    assertThat(ear.events).containsExactly("close " + FrameReader.CLOSE_NO_STATUS);
  }

  @Test
  void aSinkThatWantsNoMoreLeavesTheRestUnread() throws FrameException {
    heard.wanted = 1;
    ByteBuffer in = ByteBuffer.wrap(Frames.join(Frames.text("4a"), Frames.text("4b")));
    reader.read(in, heard);
    assertThat(heard.events).containsExactly("text 4a");
    heard.wanted = 1;
    reader.read(in, heard);
    assertThat(heard.events).containsExactly("text 4a", "text 4b");
  }

  @Test
  void aHalfMessageIsKnownAsOneUntilItEnds() throws FrameException {
    byte[] frame = Frames.text("4abc");
    assertThat(reader.midMessage()).isFalse();
    long before = reader.boundaries();
    for (int i = 0; i < frame.length - 1; i++) {
      reader.read(ByteBuffer.wrap(frame, i, 1), heard);
      assertThat(reader.midMessage()).isTrue();
    }
    assertThat(reader.boundaries()).isEqualTo(before);
    reader.read(ByteBuffer.wrap(frame, frame.length - 1, 1), heard);
    assertThat(reader.midMessage()).isFalse();
    assertThat(reader.boundaries()).isGreaterThan(before);
  }

  private void read(byte[] bytes) throws FrameException {
    reader.read(ByteBuffer.wrap(bytes), heard);
  }

  private static void assertRefused(int code, byte[] bytes) {
    assertThatExceptionOfType(FrameException.class)
        .as("%s", HexFormat.of().formatHex(bytes, 0, Math.min(20, bytes.length)))
        .isThrownBy(() -> new FrameReader(MAX).read(ByteBuffer.wrap(bytes), new Heard()))
        .matches(e -> e.closeCode() == code, "closes with " + code);
  }

  private static final class Heard implements FrameReader.Sink {
    private final List<String> events = new ArrayList<>();
    private int wanted = Integer.MAX_VALUE;

    @Override
    public void onText(String text) {
      add("text " + text);
    }

    @Override
    public void onBinary(byte[] data) {
      add("binary " + data.length);
    }

    @Override
    public void onPing(byte[] data) {
      add("ping " + data.length);
    }

    @Override
    public void onPong() {
      add("pong");
    }

    @Override
    public void onCloseFrame(int code) {
      wanted = 0;
      events.add("close " + code);
    }

    @Override
    public boolean wantsMore() {
      return wanted > 0;
    }

    private void add(String event) {
      wanted--;
      events.add(event);
    }
  }
}
