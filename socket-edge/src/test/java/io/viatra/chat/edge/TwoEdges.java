package io.viatra.chat.edge;

import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.testkit.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes over a Redis of their own, which tests may flush, stop and hang, between stand-ins for
/// the router and the read model, for all tests of a class. Each test finds a conversation of its
/// own, of which nothing is known yet, and names for two people in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoEdges {
  final int slotOne;
  final int slotTwo;
  private final Map<String, String> settings;
  EmbeddedRedis redis;

  /// The test's own way to the nodes' Redis.
  Redis client;

  RouterStandIn router;
  ReadsStandIn reads;
  Running one;
  Running two;
  UUID conversation;
  String ana;
  String ben;

  /// @param slotOne of this class alone, and the one after it too
  /// @param settings of both nodes, besides the usual ones
  TwoEdges(int slotOne, Map<String, String> settings) {
    this.slotOne = slotOne;
    slotTwo = slotOne + 1;
    this.settings = settings;
  }

  @BeforeAll
  void open(@TempDir Path directory) throws Exception {
    redis = EmbeddedRedis.start(directory.resolve("redis"));
    client =
        Redis.open(
            new RedisSettings(Secret.of(redis.url()), Duration.ofMillis(500), 2),
            new Metrics("test"));
    router = new RouterStandIn("slot-" + slotOne);
    reads = new ReadsStandIn();
    var both = new HashMap<>(settings);
    both.put("CHAT_REDIS_URL", redis.url());
    one = EdgeWorld.edge(slotOne, reads.url(), both);
    two = EdgeWorld.edge(slotTwo, reads.url(), both);
  }

  @AfterAll
  void close() throws Exception {
    one.close();
    two.close();
    reads.close();
    router.close();
    client.close();
    redis.close();
  }

  @BeforeEach
  void nameThem() {
    conversation = UUID.randomUUID();
    ana = "ana-" + conversation;
    ben = "ben-" + conversation;
  }

  /// Both are members, and nothing has been said.
  void bothKnow() {
    router.knows(ana, Samples.state(conversation, 1, 0));
    router.knows(ben, Samples.state(conversation, 1, 0));
  }
}
