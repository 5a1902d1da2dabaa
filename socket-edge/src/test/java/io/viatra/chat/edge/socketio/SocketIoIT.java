package io.viatra.chat.edge.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.engineio.Bystander;
import io.viatra.chat.edge.engineio.Frames;
import io.viatra.chat.edge.engineio.RawPolling;
import io.viatra.chat.edge.engineio.RawWebSocket;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of namespaces, events and acks, packet by packet. A bystander chats after each.
class SocketIoIT {
  private static ProtocolEchoServer server;
  private static int port;

  @RegisterExtension final Bystander bystander = new Bystander(() -> port);

  @BeforeAll
  static void start() {
    server =
        ProtocolEchoServer.start(
            ProtocolEchoServer.SUITE.withEngine(
                ProtocolEchoServer.SUITE
                    .engine()
                    .withHeartbeat(Duration.ofSeconds(60), Duration.ofSeconds(60))));
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "49",
        "4",
        "4abc",
        "42{}",
        "42[]",
        "42[null]",
        "42[\"disconnect\"]",
        "42[\"connect\"]",
        "450-[\"message\"]",
        "4511-[\"message\"]",
        "451e9-[\"message\"]",
        "451-[\"message\"]",
        "42123456789012345678901234567890[\"message\"]",
        "40",
        "40{}",
        "44{}",
        "41{}",
        "42/custom,[\"message\"]",
        "43/custom,1[]",
        "42abc[\"message\"]",
        "42[\"message\",1e400]"
      })
  void aPacketAgainstTheRulesCloses(String packet) throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.text(packet);
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aNamespaceOf64KiBCloses() throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.text("40/" + "n".repeat(64 * 1024));
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void anEventBeforeConnectCloses() throws IOException {
    try (RawWebSocket socket = RawWebSocket.opened(port, RawWebSocket.SOCKET)) {
      socket.text("42[\"message\"]");
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void binaryWithoutAPacketAndTextInsteadOfAnAttachmentClose() throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.send(Frames.binary(new byte[] {1}));
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.text("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
      socket.text("42[\"message\"]");
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void noConnectInTimeCloses() throws IOException {
    try (RawWebSocket socket = RawWebSocket.opened(port, RawWebSocket.SOCKET)) {
      RawWebSocket.Frame frame = socket.nextButPings();
      assertThat(frame.opcode()).isEqualTo(8);
    }
  }

  @Test
  void anUnknownNamespaceIsRefusedAndTheConnectionStays() throws IOException {
    try (RawWebSocket socket = RawWebSocket.opened(port, RawWebSocket.SOCKET)) {
      socket.text("40/random,");
      assertThat(socket.message()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
      socket.text("40");
      assertThat(socket.message()).startsWith("40{\"sid\":");
    }
  }

  @Test
  void leavingAndJoiningInOneBreathMakesANewSocket() throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.send(Frames.join(Frames.text("41"), Frames.text("40{\"again\":1}")));
      assertThat(socket.message()).startsWith("40{\"sid\":");
      assertThat(socket.message()).isEqualTo("42[\"auth\",{\"again\":1}]");
    }
  }

  @Test
  void namespacesOfOneConnectionAreApart() throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.text("40/custom,{\"a\":1}");
      assertThat(socket.message()).startsWith("40/custom,{\"sid\":");
      assertThat(socket.message()).isEqualTo("42/custom,[\"auth\",{\"a\":1}]");
      socket.text("42/custom,5[\"message-with-ack\",1]");
      assertThat(socket.message()).isEqualTo("43/custom,5[1]");
      socket.text("41/custom");
      socket.text("42[\"message\",2]");
      assertThat(socket.message()).isEqualTo("42[\"message-back\",2]");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2147483647L})
  void anAckComesBackWithItsId(long id) throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.text("42" + id + "[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
      assertThat(socket.message()).isEqualTo("43" + id + "[1,\"2\",{\"3\":[false]}]");
    }
  }

  @Test
  void anAckThatNobodyAskedForIsIgnored() throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.text("4399[1]");
      socket.text("42[\"message\",1]");
      assertThat(socket.message()).isEqualTo("42[\"message-back\",1]");
    }
  }

  @Test
  void attachmentsComeBackBehindTheirPacket() throws IOException {
    try (RawWebSocket socket = RawWebSocket.joined(port)) {
      socket.text(
          "452-7[\"message-with-ack\",{\"b\":{\"_placeholder\":true,\"num\":1}},"
              + "{\"_placeholder\":true,\"num\":0}]");
      socket.send(Frames.binary(new byte[] {1}));
      socket.send(Frames.binary(new byte[] {2, 2}));
      assertThat(socket.message())
          .isEqualTo(
              "462-7[{\"b\":{\"_placeholder\":true,\"num\":0}},{\"_placeholder\":true,\"num\":1}]");
      assertThat(socket.nextButPings().payload()).containsExactly(2, 2);
      assertThat(socket.nextButPings().payload()).containsExactly(1);
    }
  }

  @Test
  void aBinaryEventGoesOverPollingAndMayBeCutByAnUpgrade() throws IOException {
    RawPolling polling = RawPolling.open(port, "/socket.io/");
    polling.post("40");
    assertThat(polling.polled().body()).startsWith("40{\"sid\":").endsWith("42[\"auth\",{}]");
    polling.post("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
    polling.post("bAQID");
    String back = "51-[\"message-back\",{\"_placeholder\":true,\"num\":0}]";
    assertThat(polling.polled().body()).isEqualTo("4" + back + "\u001ebAQID");
    polling.post("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
    try (RawWebSocket socket = polling.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      socket.send(Frames.join(Frames.text("5"), Frames.binary(new byte[] {4})));
      assertThat(socket.message()).isEqualTo("4" + back);
      assertThat(socket.nextButPings().payload()).containsExactly(4);
    }
  }
}
