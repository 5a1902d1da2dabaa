package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.socketio.ProtocolEchoServer;
import io.viatra.chat.edge.socketio.SocketIoSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Frames and packets that end a connection, and those that must not. A bystander chats after each.
class FramesIT {
  private static ProtocolEchoServer server;
  private static int port;

  @RegisterExtension final Bystander bystander = new Bystander(() -> port);

  private RawWebSocket socket;

  @BeforeAll
  static void start() {
    SocketIoSettings settings =
        ProtocolEchoServer.SUITE.withEngine(
            ProtocolEchoServer.SUITE
                .engine()
                .withHeartbeat(Duration.ofSeconds(60), Duration.ofSeconds(60))
                .withMaxPayloadBytes(64 * 1024)
                .withIn(new InLimits(Duration.ofMillis(700), 64, 50)));
    server = ProtocolEchoServer.start(settings);
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    socket = RawWebSocket.opened(port, RawWebSocket.ENGINE);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
  }

  static Stream<Arguments> closing() {
    return Stream.of(
        Arguments.of("too large", 1009, Frames.text("4" + "x".repeat(64 * 1024))),
        Arguments.of("declared 2^62", 1009, Frames.declaring(Frames.FIN | 1, 1L << 62)),
        Arguments.of(
            "too large in fragments",
            1009,
            Frames.join(Frames.frame(1, new byte[60_000]), Frames.frame(0, new byte[60_000]))),
        Arguments.of("bad UTF-8", 1007, Frames.frame(Frames.FIN | 1, new byte[] {'4', -1})),
        Arguments.of("RSV", 1002, Frames.frame(Frames.FIN | 0x40 | 1, Frames.utf8("4"))),
        Arguments.of("reserved opcode", 1002, Frames.frame(Frames.FIN | 5, Frames.utf8("4"))),
        Arguments.of("unmasked", 1002, Frames.unmasked(Frames.FIN | 1, Frames.utf8("4"))),
        Arguments.of("fragmented ping", 1002, Frames.frame(9, Frames.utf8("4"))),
        Arguments.of("unknown packet", 1008, Frames.text("abc")),
        Arguments.of("empty packet", 1008, Frames.text("")),
        Arguments.of("client ping", 1008, Frames.text("2")),
        Arguments.of("client probe", 1008, Frames.text("2probe")),
        Arguments.of("upgrade of a websocket", 1008, Frames.text("5")),
        Arguments.of("open packet", 1008, Frames.text("0{}")),
        Arguments.of("close packet", 1000, Frames.text("1")),
        Arguments.of("close frame", 3001, Frames.close(3001)),
        Arguments.of("close frame without status", 1000, Frames.frame(Frames.FIN | 8, new byte[0])),
        Arguments.of("close frame of one byte", 1002, Frames.frame(Frames.FIN | 8, new byte[1])));
  }

  @ParameterizedTest(name = "{0} closes with {1}")
  @MethodSource("closing")
  void closes(String what, int code, byte[] bytes) throws IOException {
    socket.send(bytes);
    assertThat(socket.closeCode()).as(what).isEqualTo(code);
  }

  static Stream<Arguments> halves() {
    byte[] frame = Frames.text("4never finished");
    return Stream.of(
        Arguments.of("half a header", Arrays.copyOf(frame, 1)),
        Arguments.of("a header alone", Arrays.copyOf(frame, 6)),
        Arguments.of("half a payload", Arrays.copyOf(frame, 10)),
        Arguments.of("a fragment without its end", Frames.frame(1, Frames.utf8("4a"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("halves")
  void aHalfMessageEndsTheConnection(String what, byte[] bytes) throws IOException {
    socket.send(bytes);
    assertThat(socket.closeCode()).as(what).isEqualTo(RawWebSocket.DROPPED);
  }

  @Test
  void aByteNowAndThenDoesNotKeepAHalfMessageAlive() throws IOException {
    byte[] frame = Frames.text("4" + "x".repeat(100));
    int sent = 0;
    do {
      socket.send(new byte[] {frame[sent++]});
    } while (sent < frame.length && !socket.endsWithin(Duration.ofMillis(50)));
    assertThat(sent).as("bytes sent before the end").isBetween(2, 60);
  }

  @Test
  void fragmentsAreJoinedAndPingsBetweenThemAnswered() throws IOException {
    byte[] smile = "😀".getBytes(StandardCharsets.UTF_8);
    socket.send(Frames.frame(1, Frames.utf8("4a")));
    socket.send(Frames.frame(Frames.FIN | 9, Frames.utf8("inside")));
    socket.send(Frames.frame(0, new byte[] {smile[0], smile[1], smile[2]}));
    socket.send(Frames.frame(Frames.FIN, new byte[] {smile[3]}));
    RawWebSocket.Frame pong = socket.next();
    assertThat(pong.opcode()).isEqualTo(10);
    assertThat(pong.text()).isEqualTo("inside");
    assertThat(socket.message()).isEqualTo("4a😀");
  }

  @Test
  void aPingFloodCloses() throws IOException {
    byte[] ping = Frames.frame(Frames.FIN | 9, new byte[0]);
    for (int i = 0; i < 51; i++) {
      socket.send(ping);
    }
    assertThat(socket.closeCode()).isEqualTo(1008);
  }

  @Test
  void binaryAndTheLargestMessageComeBackWhole() throws IOException {
    byte[] data = new byte[64 * 1024];
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    new Random(seed).nextBytes(data);
    socket.send(Frames.binary(data));
    RawWebSocket.Frame echo = socket.next();
    assertThat(echo.opcode()).isEqualTo(2);
    assertThat(echo.payload()).isEqualTo(data);
  }

  @Test
  void aThousandMessagesComeBackInOrder() throws Exception {
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < 1000; i++) {
                  socket.text("4" + i);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    for (int i = 0; i < 1000; i++) {
      assertThat(socket.message()).isEqualTo("4" + i);
    }
    writer.join();
  }
}
