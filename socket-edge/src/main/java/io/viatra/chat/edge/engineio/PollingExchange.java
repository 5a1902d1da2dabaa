package io.viatra.chat.edge.engineio;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/// One GET or POST of a polling client, kept open until somebody answers it from any thread.
/// Whatever touches the exchange does so on its I/O thread.
final class PollingExchange {
  private final HttpServerExchange exchange;
  private final Timers timers;
  private final long stallNanos;

  /// Of the I/O thread alone.
  private boolean done;

  PollingExchange(HttpServerExchange exchange, EngineIoContext context) {
    this.exchange = exchange;
    this.timers = context.timers();
    this.stallNanos = context.settings().out().stall().toNanos();
  }

  HttpServerExchange http() {
    return exchange;
  }

  XnioIoThread io() {
    return exchange.getIoThread();
  }

  /// Lets the request's handler return without an answer; `next` runs then, on the I/O thread.
  void detach(Runnable next) {
    exchange.dispatch(SameThreadExecutor.INSTANCE, next);
  }

  /// Answers 200.
  ///
  /// @param whenLost runs if the peer did not get it
  void answer(byte[] body, Runnable whenSent, Runnable whenLost) {
    io().execute(() -> {
      if (done) {
        whenLost.run();
        return;
      }
      unwatch();
      Connectors.executeRootHandler(e -> send(body, whenSent, whenLost), exchange);
      if (!done) {
        timers.watch(stallNanos, () -> io().execute(this::giveUp));
      }
    });
  }

  void refuse(EngineIoError error) {
    io().execute(() -> {
      if (done) {
        return;
      }
      unwatch();
      done = true;
      Connectors.executeRootHandler(error::answer, exchange);
    });
  }

  /// Closes the connection without an answer.
  void drop() {
    io().execute(this::giveUp);
  }

  private void giveUp() {
    if (!done) {
      done = true;
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  private void send(byte[] body, Runnable whenSent, Runnable whenLost) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=UTF-8");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.setResponseContentLength(body.length);
    exchange
        .getResponseSender()
        .send(
            ByteBuffer.wrap(body),
            new IoCallback() {
              @Override
              public void onComplete(HttpServerExchange sent, Sender sender) {
                done = true;
                sent.endExchange();
                whenSent.run();
              }

              @Override
              public void onException(HttpServerExchange lost, Sender sender, IOException e) {
                giveUp();
                whenLost.run();
              }
            });
  }

  /// Notices a client that goes away while its GET waits, which Undertow by itself does not. I/O
  /// thread; ends with the answer.
  void watch(Runnable whenAborted) {
    if (exchange.getConnection() instanceof AbstractServerConnection connection) {
      ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
      source.setReadListener(channel -> look(channel, connection, whenAborted));
      source.resumeReads();
    }
  }

  private void look(
      ConduitStreamSourceChannel source,
      AbstractServerConnection connection,
      Runnable whenAborted) {
    PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
    boolean kept = false;
    try {
      int count = source.read(pooled.getBuffer());
      if (count > 0) {
        // A pipelined request: it is kept for Undertow, and the watch is over.
        source.suspendReads();
        pooled.getBuffer().flip();
        connection.setExtraBytes(pooled);
        kept = true;
      } else if (count < 0) {
        giveUp();
        whenAborted.run();
      }
    } catch (IOException e) {
      giveUp();
      whenAborted.run();
    } finally {
      if (!kept) {
        pooled.close();
      }
    }
  }

  private void unwatch() {
    if (exchange.getConnection() instanceof AbstractServerConnection connection) {
      connection.getChannel().getSourceChannel().suspendReads();
    }
  }
}
