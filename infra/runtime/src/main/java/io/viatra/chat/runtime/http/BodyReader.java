package io.viatra.chat.runtime.http;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/// Reads a body without blocking, on the I/O thread, within a size and a time. Reading it with a
/// virtual thread and a stream would be simpler, but XNIO then keeps a selector per thread.
final class BodyReader {
  /// For the whole body, however many bytes arrive meanwhile: a byte a second is an attack.
  private static final int BODY_SECONDS_MAX = 10;

  private final int bytesMax;

  BodyReader(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Checks the head, then reads.
  ///
  /// @param whole gets the body, empty when there is none, on an I/O thread
  /// @param refused gets the error to answer, on an I/O thread; a peer that is too slow or gone is
  ///   disconnected and neither is called
  void read(HttpServerExchange exchange, Consumer<byte[]> whole, Consumer<ApiError> refused) {
    XnioExecutor.Key deadline = deadline(exchange);
    ApiError wrong = checkHead(exchange);
    if (wrong != null) {
      refused.accept(wrong);
      return;
    }
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(bytesMax);
    receiver.receiveFullBytes(
        (_, bytes) -> {
          deadline.remove();
          whole.accept(bytes);
        },
        (_, failure) -> failed(exchange, failure, refused));
  }

  /// Stands until the body is read, or, where it is refused, until the exchange is over.
  private static XnioExecutor.Key deadline(HttpServerExchange exchange) {
    XnioExecutor.Key key =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()),
                BODY_SECONDS_MAX,
                TimeUnit.SECONDS);
    exchange.addExchangeCompleteListener((_, next) -> {
      key.remove();
      next.proceed();
    });
    return key;
  }

  private @Nullable ApiError checkHead(HttpServerExchange exchange) {
    long length = exchange.getRequestContentLength();
    if (length > bytesMax) {
      return ApiError.of(ErrorCode.TOO_LARGE);
    }
    if (exchange.isRequestComplete() || length == 0) {
      return null;
    }
    HeaderValues encodings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
    if (encodings != null && !(encodings.size() == 1 && isChunked(encodings.getFirst()))) {
      // Undertow takes every transfer encoding for chunked; a proxy before us may not, and what
      // follows
      // on this connection would then be read in two ways. Closed after the answer, for
      // `setPersistent`
      // would close before it.
      exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
      exchange.addExchangeCompleteListener((_, next) -> {
        IoUtils.safeClose(exchange.getConnection());
        next.proceed();
      });
      return ApiError.invalid("the transfer encoding must be chunked");
    }
    String encoding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return ApiError.invalid(415, "compressed bodies are not accepted");
    }
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    return type != null && isJson(type)
        ? null
        : ApiError.invalid(415, "the body must be application/json");
  }

  private static boolean isChunked(String encoding) {
    return encoding.equalsIgnoreCase("chunked");
  }

  /// With no charset or with UTF-8, whatever the spelling.
  private static boolean isJson(String type) {
    String plain = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    return plain.equals("application/json") || plain.equals("application/json;charset=utf-8");
  }

  private static void failed(
      HttpServerExchange exchange, IOException failure, Consumer<ApiError> refused) {
    if (failure instanceof RequestTooBigException
        || failure instanceof Receiver.RequestToLargeException) {
      refused.accept(ApiError.of(ErrorCode.TOO_LARGE));
    } else {
      IoUtils.safeClose(exchange.getConnection());
    }
  }
}
