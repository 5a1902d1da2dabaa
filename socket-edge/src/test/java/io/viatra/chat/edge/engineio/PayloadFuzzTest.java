package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.Fuzz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random, mutated and right bodies of POSTs.
class PayloadFuzzTest {
  /// Text, the pieces of it, the packets, and a list of them; the constant is for empty bodies.
  private static final long ALLOCATED_PER_BYTE = 100;

  private static final long ALLOCATED_MIN = 4096;

  @Test
  void anyBodyIsTakenApartOrRefusedWithinTheLimit() {
    Fuzz.rounds(
        "bodies",
        15_000,
        random -> {
          byte[] body =
              switch (random.nextInt(3)) {
                case 0 -> Fuzz.bytes(random, 500);
                case 1 -> soup(random);
                default -> Fuzz.mutated(random, Payload.encode(packets(random)));
              };
          long allocated =
              Fuzz.allocatedBy(() -> {
                List<Packet> packets = Payload.decode(body);
                assertThat(packets == null || packets.size() <= body.length).isTrue();
              });
          assertThat(allocated).isLessThan(ALLOCATED_MIN + ALLOCATED_PER_BYTE * body.length);
        });
  }

  @Test
  void whatWasEncodedIsDecodedInOrder() {
    Fuzz.rounds(
        "right bodies",
        3_000,
        random -> {
          List<EncodedMessage> sent = packets(random);
          List<Packet> received = Objects.requireNonNull(Payload.decode(Payload.encode(sent)));
          assertThat(received.stream().map(PayloadFuzzTest::shape).toList())
              .isEqualTo(sent.stream().map(PayloadFuzzTest::shape).toList());
        });
  }

  private static String shape(Packet packet) {
    return switch (packet) {
      case Packet.Text text -> "4" + text.data();
      case Packet.Binary binary -> "b" + Arrays.hashCode(binary.data());
      case Packet.Ping ping -> "2" + ping.data();
      case Packet.Pong pong -> "3" + pong.data();
      case Packet.Close close -> "1";
      case Packet.Upgrade upgrade -> "5";
      case Packet.Noop noop -> "6";
    };
  }

  private static String shape(EncodedMessage message) {
    byte[] payload = new byte[message.payload().remaining()];
    message.payload().get(payload);
    return message.isBinary()
        ? "b" + Arrays.hashCode(payload)
        : Objects.requireNonNull(Utf8.decode(payload, 0, payload.length));
  }

  private static List<EncodedMessage> packets(Random random) {
    List<EncodedMessage> packets = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      packets.add(
          switch (random.nextInt(4)) {
            case 0 -> EncodedMessage.binary(Fuzz.bytes(random, 200));
            case 1 -> EncodedMessage.packet((char) ('2' + random.nextInt(2)), "probe");
            case 2 -> EncodedMessage.packet(new char[] {'1', '5', '6'}[random.nextInt(3)], "");
            default -> EncodedMessage.text("é😀x".repeat(random.nextInt(50)));
          });
    }
    return packets;
  }

  /// The characters that mean something, in no order.
  private static byte[] soup(Random random) {
    byte[] alphabet = Frames.utf8("0123456b=+/\r\n\u001e\u001e\u001ea{}");
    byte[] body = Fuzz.bytes(random, 500);
    for (int i = 0; i < body.length; i++) {
      body[i] = alphabet[(body[i] & 0xFF) % alphabet.length];
    }
    return body;
  }
}
