package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.socketio.ProtocolEchoServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From long-polling to a WebSocket, step by step.
class UpgradeIT {
  private static ProtocolEchoServer server;
  private static int port;

  @RegisterExtension final Bystander bystander = new Bystander(() -> port);

  private RawPolling client;

  @BeforeAll
  static void start() {
    server =
        ProtocolEchoServer.start(
            ProtocolEchoServer.SUITE.withEngine(
                ProtocolEchoServer.SUITE
                    .engine()
                    .withHeartbeat(Duration.ofSeconds(60), Duration.ofSeconds(60))
                    .withIn(new InLimits(Duration.ofMillis(700), 64, 50))));
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    client = RawPolling.open(port);
  }

  @Test
  void orderIsKeptAcrossAnUpgrade() throws IOException {
    client.post("4a\u001e4b");
    try (RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      assertThat(client.polled().body()).isEqualTo("4a\u001e4b");
      client.post("4c\u001ebAQ==");
      socket.send(Frames.join(Frames.text("5"), Frames.text("4d")));
      assertThat(socket.message()).isEqualTo("4c");
      assertThat(socket.next().payload()).containsExactly(1);
      assertThat(socket.message()).isEqualTo("4d");
      assertThat(client.polled().body()).startsWith("{\"code\":3");
      assertThat(client.post("4late").status()).isEqualTo(400);
      socket.text("4e");
      assertThat(socket.message()).isEqualTo("4e");
    }
  }

  @Test
  void everyPollIsReleasedDuringAnUpgrade() throws IOException {
    try (RawHttp poll = client.poll();
        RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      assertThat(poll.answer().body()).isEqualTo("6");
      assertThat(client.polled().body()).isEqualTo("6");
      socket.text("5");
      socket.text("4up");
      assertThat(socket.message()).isEqualTo("4up");
    }
  }

  @Test
  void aFirstPacketThatIsNoProbeClosesTheNewSocketAlone() throws IOException {
    for (String first : new String[] {"5", "4hello", "2", "2prob", "3probe", "abc"}) {
      try (RawWebSocket socket = client.upgrade()) {
        socket.text(first);
        assertThat(socket.closeCode()).as(first).isEqualTo(1008);
      }
    }
    client.post("4still polling");
    assertThat(client.polled().body()).isEqualTo("4still polling");
  }

  @Test
  void anAbandonedProbeIsDroppedAndTheNextOneWorks() throws IOException {
    try (RawWebSocket abandoned = client.upgrade()) {
      abandoned.text("2probe");
      assertThat(abandoned.next().text()).isEqualTo("3probe");
      assertThat(abandoned.closeCode()).isEqualTo(RawWebSocket.DROPPED);
    }
    try (RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      socket.text("5");
      socket.text("4up");
      assertThat(socket.message()).isEqualTo("4up");
    }
  }

  @Test
  void aSecondWebSocketIsClosedAndTheFirstGoesOn() throws IOException {
    try (RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      try (RawWebSocket second = client.upgrade()) {
        assertThat(second.closeCode()).isEqualTo(1008);
      }
      socket.text("5");
      socket.text("4up");
      assertThat(socket.message()).isEqualTo("4up");
      try (RawWebSocket third = client.upgrade()) {
        assertThat(third.closeCode()).isEqualTo(1008);
      }
      socket.text("4on");
      assertThat(socket.message()).isEqualTo("4on");
    }
  }

  @Test
  void aThousandMessagesStayInOrderAcrossAnUpgrade() throws IOException {
    List<String> received = new ArrayList<>();
    for (int i = 0; i < 500; i += 50) {
      client.post(packets(i, i + 50));
      if (i == 100) {
        received.addAll(List.of(client.polled().body().split("\u001e", -1)));
      }
    }
    try (RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      client.post(packets(500, 550));
      socket.text("5");
      for (int i = 550; i < 1000; i++) {
        socket.text("4" + i);
      }
      while (received.size() < 1000) {
        received.add(socket.message());
      }
    }
    assertThat(received).isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "4" + i).toList());
  }

  @Test
  void anUpgradeOfASessionThatIsOverIsRefused() throws IOException {
    client.post("1");
    assertThat(RawHttp.once(port, "GET", client.target(), RawWebSocket.upgrade()).body())
        .startsWith("{\"code\":1");
  }

  private static String packets(int from, int to) {
    return String.join("\u001e", IntStream.range(from, to).mapToObj(i -> "4" + i).toList());
  }
}
