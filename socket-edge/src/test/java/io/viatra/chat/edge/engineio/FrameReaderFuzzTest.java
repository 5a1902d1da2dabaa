package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.Fuzz;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random, mutated and right frames in random cuts.
class FrameReaderFuzzTest {
  private static final int MAX = 4096;

  /// Per round, for what the reader keeps and hands out: a message may grow by doubling and be
  /// copied as a string once, and each frame read costs a few small objects.
  private static final long ALLOCATED_MAX = 16L * MAX;

  @Test
  void anyBytesAreReadOrRefusedWithinTheLimit() {
    Fuzz.rounds(
        "frames",
        15_000,
        random -> {
          byte[] bytes =
              switch (random.nextInt(3)) {
                case 0 -> Fuzz.bytes(random, 300);
                case 1 -> declaringAnything(random);
                default -> Fuzz.mutated(random, conversation(random, new ArrayList<>()));
              };
          long allocated = Fuzz.allocatedBy(() -> readInCuts(random, bytes, new Heard(false)));
          assertThat(allocated).isLessThan(ALLOCATED_MAX + 8L * bytes.length);
        });
  }

  @Test
  void whatWasFramedComesOutWholeAndInOrder() {
    Fuzz.rounds(
        "right frames",
        3_000,
        random -> {
          List<String> sent = new ArrayList<>();
          byte[] bytes = conversation(random, sent);
          Heard heard = new Heard(true);
          assertThat(readInCuts(random, bytes, heard)).isTrue();
          assertThat(heard.events).isEqualTo(sent);
        });
  }

  /// Feeds pieces of random sizes.
  ///
  /// @return whether all of it was right
  private static boolean readInCuts(Random random, byte[] bytes, FrameReader.Sink sink) {
    FrameReader reader = new FrameReader(MAX);
    int at = 0;
    try {
      while (at < bytes.length) {
        int length =
            Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 500));
        reader.read(ByteBuffer.wrap(bytes, at, length), sink);
        at += length;
      }
      return true;
    } catch (FrameException e) {
      assertThat(e.closeCode())
          .isIn(
              FrameReader.CLOSE_PROTOCOL,
              FrameReader.CLOSE_INVALID_TEXT,
              FrameReader.CLOSE_TOO_LARGE);
      return false;
    }
  }

  /// A proper first byte, any declared length, little behind it.
  private static byte[] declaringAnything(Random random) {
    int first = (random.nextBoolean() ? Frames.FIN : 0) | random.nextInt(3);
    long length = random.nextLong() >>> random.nextInt(64);
    return Frames.join(Frames.declaring(first, length), Fuzz.bytes(random, 300));
  }

  /// Messages whole and in fragments, with pings between the fragments.
  private static byte[] conversation(Random random, List<String> events) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      boolean text = random.nextBoolean();
      byte[] payload = text ? Frames.utf8(text(random)) : Fuzz.bytes(random, random.nextInt(MAX));
      int at = 0;
      boolean first = true;
      do {
        int length = Math.min(payload.length - at, 1 + random.nextInt(payload.length + 1));
        boolean last = at + length == payload.length;
        int opcode = first ? (text ? 1 : 2) : 0;
        frames.add(
            Frames.frame(
                (last ? Frames.FIN : 0) | opcode, Arrays.copyOfRange(payload, at, at + length)));
        if (!last && random.nextBoolean()) {
          frames.add(Frames.frame(Frames.FIN | 9, new byte[3]));
          events.add("ping 3");
        }
        at += length;
        first = false;
      } while (at < payload.length);
      events.add(
          text
              ? "text " + new String(payload, StandardCharsets.UTF_8)
              : "binary " + Arrays.hashCode(payload));
    }
    return Frames.join(frames.toArray(byte[][]::new));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("4");
    for (int i = random.nextInt(300); i > 0; i--) {
      text.appendCodePoint("aé€😀\u0000\u001e".codePoints().toArray()[random.nextInt(6)]);
    }
    return text.toString();
  }

  private static final class Heard implements FrameReader.Sink {
    private final boolean keeping;
    private final List<String> events = new ArrayList<>();
    private boolean closed;

    Heard(boolean keeping) {
      this.keeping = keeping;
    }

    private void add(String event, Object detail) {
      assertThat(closed).isFalse();
      if (keeping) {
        events.add(event + detail);
      }
    }

    @Override
    public void onText(String text) {
      add("text ", text);
    }

    @Override
    public void onBinary(byte[] data) {
      assertThat(data.length).isLessThanOrEqualTo(MAX);
      add("binary ", Arrays.hashCode(data));
    }

    @Override
    public void onPing(byte[] data) {
      assertThat(data.length).isLessThanOrEqualTo(125);
      add("ping ", data.length);
    }

    @Override
    public void onPong() {
      add("pong", "");
    }

    @Override
    public void onCloseFrame(int code) {
      add("close ", code);
      closed = true;
    }

    @Override
    public boolean wantsMore() {
      return !closed;
    }
  }
}
