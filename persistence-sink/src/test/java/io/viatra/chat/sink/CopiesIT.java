package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.readmodel.cache.CacheKeys;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.testkit.EmbeddedRedis;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/// Content that was deleted leaves Redis with the sink's commit.
class CopiesIT {
  private final Log log = new Log();
  private final TestDatabase database = TestDatabase.migrated();
  private final Story story = new Story();
  @TempDir private Path directory;
  private EmbeddedRedis redis;
  private MessageSent secret;

  @BeforeEach
  void start() throws Exception {
    redis = EmbeddedRedis.start(directory);
    log.tell(List.of(new Change.Happened(story.created("ana", "ben"))));
    secret = story.sent("ana", "a secret");
    log.tell(List.of(new Change.Happened(secret)));
  }

  @AfterEach
  void close() throws Exception {
    redis.close();
    log.close();
  }

  @Test
  void theDeletionTakesTheCopiesOfItsMessageAlone() throws Exception {
    String block = CacheKeys.messages(story.id, 0);
    String newest = CacheKeys.newest(story.id);
    String roster = CacheKeys.roster(story.id);
    try (Running sink = sink();
        RedisClient client = RedisClient.create(redis.host(), redis.port())) {
      Sinks.awaitApplied(database, log);
      for (String key : List.of(block, newest, roster, CacheKeys.messages(story.id, 1))) {
        client.set(key, "a secret");
      }

      log.tell(List.of(new Change.Happened(story.sent("ben"))));
      log.tell(List.of(new Change.Happened(story.deleted(secret, "ana"))));
      Sinks.awaitApplied(database, log);

      Sinks.await("copies gone", () -> client.exists(block, newest) == 0);
      assertThat(client.exists(roster, CacheKeys.messages(story.id, 1))).isEqualTo(2);
      assertThat(sink.metrics().scrape()).contains("chat_sink_cache_unlinked_total");
    }
  }

  @Test
  void withoutRedisTheSinkWritesAllTheSame() throws Exception {
    redis.stop();
    try (Running _ = sink()) {
      log.tell(List.of(new Change.Happened(story.deleted(secret, "ana"))));

      Sinks.awaitApplied(database, log);
    }
    // The topics are those of all tests.
    String query =
        "SELECT deleted_at IS NOT NULL FROM messages WHERE conversation_id = '" + story.id + "'";
    assertThat(database.rows(query)).containsExactly("t");
  }

  private Running sink() throws Exception {
    Map<String, String> environment =
        new HashMap<>(Sinks.environment(database.database(), Sinks.group()));
    environment.put("CHAT_REDIS_URL", redis.url());
    return PersistenceSink.SERVICE.start(Env.of(environment));
  }
}
