package io.viatra.chat.edge.engineio;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Reads the body of a polling client's POST without blocking and without keeping more than
/// `maxPayload`.
final class PollingBody {
  private PollingBody() {}

  /// What came of it.
  sealed interface Result {
    record Packets(List<Packet> packets) implements Result {}

    /// More than `maxPayload`, declared or sent, or in a form that is not read.
    record Refused(EngineIoError error) implements Result {}

    /// No packets, or a body that was cut off.
    record Bad() implements Result {}
  }

  /// Calls back once, on the exchange's I/O thread, within a call.
  static void read(HttpServerExchange exchange, int maxBytes, Consumer<Result> then) {
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/octet-stream")) {
      // The binary form of protocol 3; a client of protocol 4 never sends it.
      then.accept(new Result.Bad());
    } else if (isCompressed(exchange)) {
      then.accept(new Result.Refused(EngineIoError.ENCODED_BODY));
    } else if (exchange.getRequestContentLength() > maxBytes) {
      // Before the receiver makes room for what was only declared.
      then.accept(new Result.Refused(EngineIoError.TOO_LARGE));
    } else {
      Receiver receiver = exchange.getRequestReceiver();
      receiver.setMaxBufferSize(maxBytes);
      receiver.receiveFullBytes(
          (received, body) -> then.accept(packets(body)),
          (failed, error) ->
              then.accept(
                  error instanceof Receiver.RequestToLargeException
                      ? new Result.Refused(EngineIoError.TOO_LARGE)
                      : new Result.Bad()));
    }
  }

  private static boolean isCompressed(HttpServerExchange exchange) {
    String transfer = exchange.getRequestHeaders().getFirst(Headers.TRANSFER_ENCODING);
    return exchange.getRequestHeaders().contains(Headers.CONTENT_ENCODING)
        || (transfer != null && !transfer.trim().equalsIgnoreCase("chunked"));
  }

  private static Result packets(byte[] body) {
    List<Packet> packets = Payload.decode(body);
    return packets == null ? new Result.Bad() : new Result.Packets(packets);
  }
}
