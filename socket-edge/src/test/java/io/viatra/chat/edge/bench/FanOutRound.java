package io.viatra.chat.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.management.OperatingSystemMXBean;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.socketio.Socket;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;

/// Sends chat messages of 250 bytes, frame and all, to every socket, and takes the time.
final class FanOutRound {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// Between two looks at what is still unsent; shorter ones would cost what they measure.
  private static final Duration LOOK = Duration.ofMillis(1);

  private final Collection<Socket> sockets;
  private final PlainSockets plain;

  FanOutRound(Collection<Socket> sockets, PlainSockets plain) {
    this.sockets = sockets;
    this.plain = plain;
  }

  /// Sends `burst` events, waits until TCP has taken them all, and so on.
  ///
  /// @return CPU nanoseconds of the process, nanoseconds, bytes
  String run(Form form, int events, int burst) throws InterruptedException {
    long bytes = 0;
    long cpu = MACHINE.getProcessCpuTime();
    long begun = System.nanoTime();
    for (int i = 0; i < events; i += burst) {
      for (int j = 0; j < burst; j++) {
        bytes += emit(form, i + j);
      }
      for (Socket socket : sockets) {
        while (socket.pendingBytes() > 0) {
          Thread.sleep(LOOK);
        }
      }
    }
    long nanos = System.nanoTime() - begun;
    return (MACHINE.getProcessCpuTime() - cpu) + " " + nanos + " " + bytes;
  }

  private long emit(Form form, long number) {
    JsonNode message = message(number);
    return switch (form) {
      case SHARED -> {
        byte[] json = message.toString().getBytes(StandardCharsets.UTF_8);
        EncodedEvent event = EncodedEvent.ofJson("new_message", json);
        sockets.forEach(socket -> socket.emit(event));
        yield (long) event.size() * sockets.size();
      }
      case EACH -> {
        long bytes = 0;
        for (Socket socket : sockets) {
          EncodedEvent event = EncodedEvent.of("new_message", message);
          socket.emit(event);
          bytes += event.size();
        }
        yield bytes;
      }
      case PLAIN -> plain.write(frame("42[\"new_message\"," + message + "]"));
    };
  }

  private static ByteBuffer frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + payload.length)
        .put((byte) 0x81)
        .put((byte) 126)
        .putShort((short) payload.length)
        .put(payload)
        .flip();
  }

  private static JsonNode message(long number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", "018f2f3e-7b1a-7c3d-9e5f-%012d".formatted(number))
        .put("conversationId", "018f2f3e-7b1a-7c3d-9e5f-000000000000")
        .put("seq", 1_000_000 + number)
        .put("senderId", "u-1")
        .put("content", "See you at nine, and do bring all the forms.")
        .put("createdAt", "2026-01-01T12:00:00.000Z");
  }
}
