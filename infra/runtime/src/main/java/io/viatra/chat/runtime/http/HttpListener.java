package io.viatra.chat.runtime.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import org.xnio.Options;

/// The options of every listener that clients can reach, in one place.
public final class HttpListener {
  static final int HEADER_BYTES_MAX = 16 * 1024;
  static final int HEADERS_MAX = 100;
  static final int QUERY_PARAMETERS_MAX = 64;

  /// From accepting to the whole head of the first request, and between two requests.
  static final int NO_REQUEST_MILLIS = 10_000;

  /// Without any byte in either direction. Longer than an Engine.IO ping interval plus time-out, so
  /// that it never decides about living sockets.
  static final int IDLE_MILLIS = 60_000;

  /// What is read of a refused body, and thrown away.
  private static final long DRAINED_BYTES_MAX = 16L << 20;

  private HttpListener() {}

  /// At this size Undertow cuts the connection, and a chunked client sees a reset instead of an
  /// answer. So the limit that answers 413 is the reader's of the body (see [ApiHandler]), and this
  /// one only bounds what is drained. A root handler of another kind has to bound what it reads,
  /// too.
  private static long entityBytesMax(HttpSettings settings) {
    return Math.max(DRAINED_BYTES_MAX, settings.bodyBytesMax());
  }

  /// A builder with one plain HTTP listener and all limits set. TLS ends before us.
  public static Undertow.Builder builder(HttpSettings settings) {
    return Undertow.builder()
        .addHttpListener(settings.port(), settings.host())
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES_MAX)
        .setServerOption(UndertowOptions.MAX_HEADERS, HEADERS_MAX)
        .setServerOption(UndertowOptions.MAX_PARAMETERS, QUERY_PARAMETERS_MAX)
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, entityBytesMax(settings))
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, NO_REQUEST_MILLIS)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, NO_REQUEST_MILLIS)
        .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
        // Paths and queries are decoded by Router and Request, strictly: Undertow would turn a bad
        // escape in an id into 400 or a replacement character, where the contract says 404.
        .setServerOption(UndertowOptions.DECODE_URL, false)
        .setServerOption(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
        .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
        .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
        .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, 1_000)
        .setSocketOption(Options.TCP_NODELAY, true)
        .setSocketOption(Options.BACKLOG, 4_096)
        .setSocketOption(Options.REUSE_ADDRESSES, true);
  }
}
