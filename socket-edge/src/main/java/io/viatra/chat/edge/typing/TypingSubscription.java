package io.viatra.chat.edge.typing;

import io.viatra.chat.runtime.redis.Redis;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// The node's one subscription, to the channels of the conversations it watches.
///
/// One thread reads, the worker alone writes. What is to be watched is a set that any thread may
/// change; the worker brings the subscription in line with it, after every change and every few
/// seconds, so a change that was lost mends itself. A connection that answers no ping is cut, and
/// one that is gone is made again with pauses up to a second.
final class TypingSubscription implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TypingSubscription.class);

  /// Keeps the subscription alive while nothing is watched; Redis ends an empty one.
  private static final String IDLE = RedisTyping.PREFIX + "idle";

  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
  private static final Duration JOIN_MAX = Duration.ofSeconds(1);
  private static final int PINGS_MISSED_MAX = 2;

  private final Redis redis;
  private final BiConsumer<String, String> messages;
  private final Executor worker;
  private final Predicate<UUID> watched;
  private final Set<UUID> wanted = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Link link;
  private @Nullable Thread reader;

  /// @param messages hears (channel, message), on the reading thread
  /// @param watched hears of each conversation whose channel was just subscribed, on the worker,
  ///   and answers whether it could make use of that; if not, it is told again some seconds later
  TypingSubscription(
      Redis redis, BiConsumer<String, String> messages, Executor worker, Predicate<UUID> watched) {
    this.redis = redis;
    this.messages = messages;
    this.worker = worker;
    this.watched = watched;
  }

  void start() {
    reader = Thread.ofPlatform().name("edge-typing-reader").daemon().start(this::run);
  }

  void watch(UUID conversationId) {
    wanted.add(conversationId);
    worker.execute(() -> withLink(link -> link.align(conversationId)));
  }

  void unwatch(UUID conversationId) {
    wanted.remove(conversationId);
    worker.execute(() -> withLink(link -> link.align(conversationId)));
  }

  /// Called every few seconds by the timer.
  void upkeep() {
    worker.execute(() -> {
      withLink(Link::alignAll);
      withLink(Link::check);
    });
  }

  @Override
  public void close() {
    closing.countDown();
    Link now = link;
    if (now != null) {
      now.cut();
    }
    Thread running = reader;
    try {
      if (running != null && !running.join(JOIN_MAX)) {
        log.warn("the typing subscription does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = Duration.ofMillis(100);
    while (closing.getCount() > 0) {
      try (Connection connection = redis.client().getPool().getResource()) {
        Link now = new Link(connection);
        link = now;
        pause = Duration.ofMillis(100);
        try {
          now.proceed(connection, IDLE);
        } finally {
          // It may still be subscribed: nobody else must get it.
          connection.setBroken();
        }
      } catch (JedisException e) {
        log.debug("typing pauses: no subscription", e);
      } finally {
        link = null;
      }
      try {
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
    }
  }

  /// On the worker: acts on the present subscription, if there is one.
  private void withLink(Consumer<Link> action) {
    Link now = link;
    if (now != null && now.isSubscribed()) {
      try {
        action.accept(now);
      } catch (JedisException e) {
        log.debug("typing pauses: the subscription is gone", e);
      }
    }
  }

  /// One connection's subscription.
  private final class Link extends JedisPubSub {
    private final Connection connection;

    /// The worker's alone.
    private final Set<UUID> subscribed = new HashSet<>();

    /// Pings without an answer.
    private volatile int silent;

    Link(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void onSubscribe(String channel, int subscribedChannels) {
      if (channel.equals(IDLE)) {
        worker.execute(() -> withLink(Link::alignAll));
      }
    }

    @Override
    public void onMessage(String channel, String message) {
      messages.accept(channel, message);
    }

    @Override
    public void onPong(String pattern) {
      silent = 0;
    }

    void alignAll() {
      wanted.forEach(this::align);
      Set.copyOf(subscribed).forEach(this::align);
    }

    void align(UUID id) {
      if (!wanted.contains(id)) {
        if (subscribed.remove(id)) {
          unsubscribe(RedisTyping.PREFIX + id);
        }
      } else if (subscribed.add(id)) {
        subscribe(RedisTyping.PREFIX + id);
        // After the subscription, so that nothing falls between the two.
        if (!watched.test(id)) {
          subscribed.remove(id);
        }
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // A lost count delays the cut by one ping.
    void check() {
      if (++silent > PINGS_MISSED_MAX) {
        cut();
      } else {
        ping();
      }
    }

    /// Ends the reading, from any thread.
    void cut() {
      try {
        connection.forceDisconnect();
      } catch (IOException e) {
        log.debug("a connection that was gone already", e);
      }
    }
  }
}
