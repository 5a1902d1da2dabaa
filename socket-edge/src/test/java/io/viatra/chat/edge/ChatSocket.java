package io.viatra.chat.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.viatra.chat.edge.engineio.Frames;
import io.viatra.chat.edge.engineio.RawWebSocket;
import io.viatra.chat.runtime.service.Running;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;

/// Somebody's socket, byte by byte, for events that no client library would send.
final class ChatSocket implements AutoCloseable {
  static final String CLOSED = "closed";
  private static final JsonMapper JSON = new JsonMapper();

  private final RawWebSocket raw;
  private int acks;

  private ChatSocket(RawWebSocket raw) {
    this.raw = raw;
  }

  /// With a good token, and behind the barrier: the node knows the user's conversations.
  static ChatSocket of(Running edge, String userId) throws IOException {
    var raw = RawWebSocket.opened(edge.endpoint("http").getPort(), RawWebSocket.SOCKET);
    raw.text("40{\"token\":\"" + EdgeWorld.token(userId) + "\"}");
    while (!raw.message().startsWith("42[\"session_ready\"")) {
      // What else comes meanwhile is not asked for.
    }
    return new ChatSocket(raw);
  }

  /// What a connect from behind a proxy is refused with; empty if it is let in.
  static String refusal(Running edge, String token, String address) throws IOException {
    int port = edge.endpoint("http").getPort();
    try (var raw = RawWebSocket.open(port, RawWebSocket.SOCKET, "X-Forwarded-For: " + address)) {
      raw.text("40{\"token\":\"" + token + "\"}");
      var answer = raw.message();
      while (!answer.startsWith("4")) {
        answer = raw.message();
      }
      return answer.startsWith("40") ? "" : answer;
    }
  }

  /// Says an event with these very bytes for its arguments: the ack as it came, or [#CLOSED].
  String says(String event, byte[] arguments) throws IOException {
    int id = acks++;
    var head = "42" + id + "[\"" + event + "\",";
    var packet = Frames.join(head.getBytes(UTF_8), arguments, "]".getBytes(UTF_8));
    raw.send(Frames.frame(Frames.FIN | 1, packet));
    var answer = "43" + id + "[";
    try {
      while (true) {
        var frame = raw.nextButPings();
        if (frame.opcode() == 8) {
          return CLOSED;
        }
        if (frame.text().startsWith(answer)) {
          return frame.text().substring(answer.length(), frame.text().length() - 1);
        }
      }
    } catch (EOFException | SocketException end) {
      return CLOSED;
    }
  }

  String says(String event, String arguments) throws IOException {
    return says(event, arguments.getBytes(UTF_8));
  }

  /// The code of a refusal, `OK`, or [#CLOSED].
  static String outcome(String ack) {
    if (ack.equals(CLOSED)) {
      return CLOSED;
    }
    try {
      JsonNode answer = JSON.readTree(ack);
      return answer.path("ok").asBoolean() ? "OK" : answer.at("/error/code").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(ack, e);
    }
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
