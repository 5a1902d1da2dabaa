package io.viatra.chat.edge.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.Fuzz;
import io.viatra.chat.edge.engineio.EncodedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random, mutated and right packets with their attachments.
class PacketDecoderFuzzTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Jackson's parser brings buffers of some ten KiB; beyond that, nodes and keys per character.
  private static final long ALLOCATED_MIN = 128 * 1024;

  private static final long ALLOCATED_PER_CHARACTER = 400;

  @Test
  void anyTextIsAPacketOrRefusedWithinTheLimit() {
    Fuzz.rounds(
        "packets",
        15_000,
        random -> {
          String text =
              switch (random.nextInt(3)) {
                case 0 -> new String(Fuzz.bytes(random, 300), StandardCharsets.ISO_8859_1);
                case 1 -> soup(random);
                default -> new String(Fuzz.mutated(random, event(random)), StandardCharsets.UTF_8);
              };
          long allocated = Fuzz.allocatedBy(() -> decode(random, text));
          assertThat(allocated).isLessThan(ALLOCATED_MIN + ALLOCATED_PER_CHARACTER * text.length());
        });
  }

  @Test
  void whatWasEncodedIsDecoded() {
    Fuzz.rounds(
        "right packets",
        3_000,
        random -> {
          List<JsonNode> args = args(random);
          long id = random.nextBoolean() ? PacketHeader.NO_ID : random.nextInt(Integer.MAX_VALUE);
          String namespace = random.nextBoolean() ? "/" : "/custom";
          List<EncodedMessage> sent = PacketEncoder.event(namespace, id, "event", args);
          PacketDecoder decoder = new PacketDecoder(new StrictJson(16, 1_000));
          Packet packet = decoder.text(new String(packet(sent.getFirst()), StandardCharsets.UTF_8));
          for (EncodedMessage attachment : sent.subList(1, sent.size())) {
            assertThat(packet).isNull();
            packet = decoder.binary(bytes(attachment));
          }
          assertThat(packet).isEqualTo(new Packet.Called(namespace, id, "event", args));
        });
  }

  private static void decode(Random random, String text) {
    PacketDecoder decoder = new PacketDecoder(new StrictJson(16, 1_000));
    try {
      @Nullable Packet packet = decoder.text(text);
      for (int i = 0; packet == null && i <= PacketHeader.ATTACHMENTS_MAX; i++) {
        packet = decoder.binary(Fuzz.bytes(random, 20));
      }
      assertThat(packet).as("a packet after its attachments").isNotNull();
    } catch (PacketException e) {
      assertThat(e.getMessage()).isNull();
    }
  }

  private static byte[] event(Random random) {
    return packet(PacketEncoder.event("/", random.nextInt(1000), "event", args(random)).getFirst());
  }

  /// The packet without the type digit of the layer below.
  private static byte[] packet(EncodedMessage message) {
    byte[] bytes = bytes(message);
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  private static byte[] bytes(EncodedMessage message) {
    ByteBuffer payload = message.payload();
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return bytes;
  }

  /// A few arguments with at most nine attachments anywhere in them.
  private static List<JsonNode> args(Random random) {
    int[] attachmentsLeft = {9};
    List<JsonNode> args = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      args.add(tree(random, 3, attachmentsLeft));
    }
    return args;
  }

  private static JsonNode tree(Random random, int depth, int[] attachmentsLeft) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> JSON.numberNode(random.nextInt());
      case 1 -> JSON.textNode("é\"\\\n😀".repeat(random.nextInt(3)));
      case 2 -> JSON.booleanNode(random.nextBoolean());
      case 3 -> JSON.nullNode();
      case 4 ->
          attachmentsLeft[0]-- > 0
              ? JSON.binaryNode(Fuzz.bytes(random, 30))
              : JSON.textNode("_placeholder");
      case 5 -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(tree(random, depth - 1, attachmentsLeft));
        }
        yield array;
      }
      default -> {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set("k" + i, tree(random, depth - 1, attachmentsLeft));
        }
        yield object;
      }
    };
  }

  /// The characters that mean something, in no order.
  private static String soup(Random random) {
    String[] words = {
      "0",
      "2",
      "5",
      "6",
      "1-",
      "10-",
      "/n,",
      "7",
      "[",
      "]",
      "{",
      "}",
      ",",
      ":",
      "\"event\"",
      "\"_placeholder\":true",
      "\"num\":",
      "{\"_placeholder\":true,\"num\":0}",
      "null",
      "1e400",
      "-"
    };
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "51-[\"event\"," : "");
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(words[random.nextInt(words.length)]);
    }
    return text.append(random.nextBoolean() ? "]" : "").toString();
  }
}
