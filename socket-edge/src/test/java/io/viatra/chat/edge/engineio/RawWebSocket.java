package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A WebSocket client made of frames. Not for two threads.
public final class RawWebSocket implements AutoCloseable {
  public static final int DROPPED = -1;
  public static final String ENGINE = "/engine.io/?EIO=4&transport=websocket";
  public static final String SOCKET = "/socket.io/?EIO=4&transport=websocket";

  private final RawHttp http;

  /// A frame of the server.
  public static final class Frame {
    private final int opcode;
    private final byte[] payload;

    private Frame(int opcode, byte[] payload) {
      this.opcode = opcode;
      this.payload = payload;
    }

    public int opcode() {
      return opcode;
    }

    public byte[] payload() {
      return payload;
    }

    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private RawWebSocket(RawHttp http) {
    this.http = http;
  }

  /// The headers of a handshake, with more behind them.
  static String[] upgrade(String... more) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    headers.addAll(List.of(more));
    return headers.toArray(String[]::new);
  }

  public static RawWebSocket open(int port, String target, String... moreHeaders)
      throws IOException {
    RawHttp http = RawHttp.connect(port);
    http.send("GET", target, upgrade(moreHeaders));
    RawHttp.Answer answer = http.answer();
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headers())
        .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    return new RawWebSocket(http);
  }

  /// Opens and takes the OPEN packet.
  public static RawWebSocket opened(int port, String target) throws IOException {
    RawWebSocket socket = open(port, target);
    assertThat(socket.next().text()).startsWith("0{");
    return socket;
  }

  /// Opens and joins namespace `/` of the echo server.
  public static RawWebSocket joined(int port) throws IOException {
    RawWebSocket socket = opened(port, SOCKET);
    socket.text("40");
    assertThat(socket.message()).startsWith("40{\"sid\":\"");
    assertThat(socket.message()).isEqualTo("42[\"auth\",{}]");
    return socket;
  }

  public void text(String text) throws IOException {
    http.write(Frames.text(text));
  }

  public void send(byte[] bytes) throws IOException {
    http.write(bytes);
  }

  public Socket tcp() {
    return http.socket();
  }

  /// The next frame, whatever it is.
  public Frame next() throws IOException {
    DataInputStream in = http.in();
    int first = in.readUnsignedByte();
    assertThat(first & 0xF0).as("FIN and no reserved bits").isEqualTo(0x80);
    int short7 = in.readUnsignedByte();
    int length =
        switch (short7) {
          case 126 -> in.readUnsignedShort();
          case 127 -> Math.toIntExact(in.readLong());
          default -> short7;
        };
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(first & 0x0F, payload);
  }

  /// The next text that is no ping; pings are answered.
  public String message() throws IOException {
    Frame frame = nextButPings();
    assertThat(frame.opcode()).isEqualTo(1);
    return frame.text();
  }

  public Frame nextButPings() throws IOException {
    Frame frame = next();
    while (frame.opcode() == 1 && frame.text().equals("2")) {
      text("3");
      frame = next();
    }
    return frame;
  }

  /// Whether the server ends within a time in which it sends nothing.
  public boolean endsWithin(Duration time) throws IOException {
    http.socket().setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      return http.in().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    } finally {
      http.socket().setSoTimeout(RawHttp.PATIENCE_MILLIS);
    }
  }

  /// Reads to the end: the status of the Close frame, or [#DROPPED] if TCP ended without one.
  public int closeCode() throws IOException {
    int code = DROPPED;
    try {
      while (true) {
        Frame frame = next();
        if (frame.opcode() == 8) {
          code = ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF;
        }
      }
    } catch (EOFException | SocketException end) {
      return code;
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
