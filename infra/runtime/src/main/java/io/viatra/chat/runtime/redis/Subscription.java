package io.viatra.chat.runtime.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// One connection that hears a few channels for the whole life of a process.
///
/// What is said while the connection is away is lost, so each channel's listener is told when it
/// hears again and looks for itself at what it may have missed. One thread reads; another pings
/// every three seconds, cuts a connection that answered no two of them, and so finds out within ten
/// seconds that a Redis hangs. A connection that is gone is made again, with pauses up to a second.
public final class Subscription implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Subscription.class);

  private static final Duration PING_EVERY = Duration.ofSeconds(3);
  private static final int PINGS_MISSED_MAX = 2;
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
  private static final Duration JOIN_MAX = Duration.ofSeconds(1);

  private final Redis redis;
  private final Map<String, Listener> listeners;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread reader;
  private final Thread pinger;
  private volatile @Nullable Link link;

  /// Hears one channel. Called by the reading thread: what follows must be short and must not ask
  /// Redis anything.
  public interface Listener {
    /// From now on everything that is said is heard; what was said before may have been missed.
    void listening();

    void heard(String message);
  }

  private Subscription(Redis redis, String name, Map<String, Listener> listeners) {
    this.redis = redis;
    this.listeners = Map.copyOf(listeners);
    reader = Thread.ofPlatform().name(name).daemon().start(this::run);
    pinger = Thread.ofVirtual().name(name + "-ping").start(this::ping);
  }

  /// Begins to listen, without waiting for Redis.
  ///
  /// @param name of its threads
  /// @param listeners by channel, at least one
  public static Subscription open(Redis redis, String name, Map<String, Listener> listeners) {
    return new Subscription(redis, name, listeners);
  }

  @Override
  public void close() {
    closing.countDown();
    withLink(Link::cut);
    pinger.interrupt();
    try {
      if (!reader.join(JOIN_MAX)) {
        log.warn("a subscription does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = PAUSE_MIN;
    try {
      while (closing.getCount() > 0) {
        if (listen()) {
          pause = PAUSE_MIN;
        }
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : longer;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Listens as long as the connection holds.
  ///
  /// @return whether there was one
  private boolean listen() {
    boolean connected = false;
    try (Connection connection = redis.client().getPool().getResource()) {
      connected = true;
      Link now = new Link(connection);
      link = now;
      try {
        now.proceed(connection, listeners.keySet().toArray(String[]::new));
      } finally {
        // Whatever ended it, it may still be subscribed: lent again, it would answer the next
        // question with what is said on a channel.
        connection.setBroken();
      }
    } catch (JedisException e) {
      log.debug("no subscription", e);
    } finally {
      link = null;
    }
    return connected;
  }

  private void ping() {
    try {
      while (!closing.await(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        withLink(Link::check);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void withLink(Consumer<Link> action) {
    Link now = link;
    if (now != null) {
      try {
        action.accept(now);
      } catch (JedisException e) {
        log.debug("the subscription is gone", e);
      }
    }
  }

  /// One connection's subscription. After the start the pinging thread alone writes.
  private final class Link extends JedisPubSub {
    private final Connection connection;

    /// Pings without an answer.
    private volatile int silent;

    Link(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void onSubscribe(String channel, int subscribedChannels) {
      Listener listener = listeners.get(channel);
      if (listener != null) {
        guarded(listener::listening);
      }
    }

    @Override
    public void onMessage(String channel, String message) {
      Listener listener = listeners.get(channel);
      if (listener != null) {
        guarded(() -> listener.heard(message));
      }
    }

    @Override
    public void onPong(String pattern) {
      silent = 0;
    }

    /// A listener's fault must not end the listening of the others.
    private static void guarded(Runnable listening) {
      try {
        listening.run();
      } catch (RuntimeException e) {
        // The type alone: a message may hold what was heard.
        log.error("a listener failed: {}", e.getClass().getName());
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // A lost count delays the cut by one ping.
    private void check() {
      if (!isSubscribed()) {
        return;
      }
      if (++silent > PINGS_MISSED_MAX) {
        cut();
      } else {
        ping();
      }
    }

    private void cut() {
      try {
        connection.forceDisconnect();
      } catch (IOException e) {
        log.debug("a connection that was gone already", e);
      }
    }
  }
}
