package io.viatra.chat.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.EmbeddedRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a Redis of its own, which it stops and hangs.
class SubscriptionIT {
  @TempDir private Path directory;

  /// Keeps what it hears.
  private static final class Keeper implements Subscription.Listener {
    private final AtomicInteger listened = new AtomicInteger();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void listening() {
      listened.incrementAndGet();
    }

    @Override
    public void heard(String message) {
      heard.add(message);
      if (message.equals("bad")) {
        throw new IllegalStateException("on purpose");
      }
    }
  }

  @Test
  void eachChannelHasItsListenerAndAFaultOfOneEndsNothing() throws Exception {
    var one = new Keeper();
    var two = new Keeper();
    try (var server = EmbeddedRedis.start(directory);
        var redis = TestRedis.open(server.url());
        var _ = Subscription.open(redis, "test", Map.of("one", one, "two", two))) {
      TestRedis.await(() -> one.listened.get() == 1 && two.listened.get() == 1);
      redis.call("publish", jedis -> jedis.publish("one", "bad"));
      redis.call("publish", jedis -> jedis.publish("two", "b"));
      redis.call("publish", jedis -> jedis.publish("one", "a"));
      TestRedis.await(() -> one.heard.size() == 2);
      assertThat(one.heard).containsExactly("bad", "a");
      assertThat(two.heard).containsExactly("b");
    }
  }

  @Test
  void afterAnOutageItListensAgainAndSaysSo() throws Exception {
    var keeper = new Keeper();
    try (var server = EmbeddedRedis.start(directory);
        var redis = TestRedis.open(server.url());
        var _ = Subscription.open(redis, "test", Map.of("one", keeper))) {
      TestRedis.await(() -> keeper.listened.get() == 1);
      server.restart();
      TestRedis.await(() -> keeper.listened.get() == 2);
      TestRedis.await(redis::answers);
      redis.call("publish", jedis -> jedis.publish("one", "again"));
      TestRedis.await(() -> keeper.heard.contains("again"));
    }
  }

  @Test
  void aConnectionThatHangsIsCutAndMadeAgain() throws Exception {
    var keeper = new Keeper();
    try (var server = EmbeddedRedis.start(directory);
        var redis = TestRedis.open(server.url());
        var _ = Subscription.open(redis, "test", Map.of("one", keeper))) {
      TestRedis.await(() -> keeper.listened.get() == 1);
      server.hang();
      try {
        // The only trace of the cut while nothing answers: the reader asks for connections again.
        TestRedis.await(() -> redis.client().getPool().getNumActive() == 0);
      } finally {
        server.wake();
      }
      TestRedis.await(() -> keeper.listened.get() >= 2);
    }
  }
}
