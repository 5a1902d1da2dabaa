package io.viatra.chat.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.cache.Cache;
import io.viatra.chat.ingest.cache.CacheSettings;
import io.viatra.chat.ingest.cache.RedisCache;
import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.testkit.TestInfrastructure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens in between, what is read with caches is what is read without.
class HistoryReaderIT {
  private static final int STEPS = 300;
  private static final List<String> PEOPLE = List.of("ana", "ben", "cleo");

  private static final Metrics METRICS = new Metrics("test");
  private static ReadModelTables tables;
  private static Redis redis;

  @BeforeAll
  static void open() throws SQLException {
    tables = ReadModelTables.create(METRICS);
    var url = Secret.of(TestInfrastructure.redis().url());
    redis = Redis.open(new RedisSettings(url, Duration.ofSeconds(1), 4), METRICS);
  }

  @AfterAll
  static void close() throws SQLException {
    redis.close();
    tables.close();
  }

  /// @param nearBytesMax 0 takes every entry from Redis
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000})
  void pagesAndListsAreThoseOfTheTables(long nearBytesMax) throws SQLException {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var cache = RedisCache.open(new CacheSettings(true, nearBytesMax), redis, METRICS);
    var id = tables.group("ana", "ben");
    for (int i = 0; i < STEPS; i++) {
      change(id, random);
      compare(id, PEOPLE.get(random.nextInt(PEOPLE.size())), cache, random, seed);
    }
    var shelf = nearBytesMax == 0 ? "hit" : "near";
    assertThat(reads("messages", shelf)).as("the cache was used").isGreaterThan(STEPS / 10);
    assertThat(reads("conversations", shelf)).isGreaterThan(STEPS / 10);
    assertThat(reads("messages", "stale")).isGreaterThan(STEPS / 10);
  }

  private static double reads(String cache, String outcome) {
    return METRICS
        .registry()
        .get("chat.cache.reads")
        .tags("cache", cache, "outcome", outcome)
        .counter()
        .count();
  }

  private static void change(UUID id, Random random) throws SQLException {
    long seq = 1 + random.nextLong(150);
    var who = PEOPLE.get(random.nextInt(2));
    switch (random.nextInt(20)) {
      case 0 -> tables.edit(id, seq, "edited " + random.nextInt());
      case 1 -> tables.delete(id, seq);
      case 2 -> tables.react(id, seq, who, random.nextBoolean() ? "+" : "-");
      case 3 -> tables.join(id, "cleo");
      case 4 -> tables.leave(id, "cleo");
      case 5 -> {
        if (random.nextInt(10) == 0) {
          tables.skip(id);
        }
      }
      case 6, 7, 8 -> tables.read(id, who, seq);
      case 9, 10 -> {}
      default -> tables.say(id, who, "said " + random.nextInt());
    }
  }

  private static void compare(UUID id, String userId, Cache cache, Random random, long seed) {
    var memberships = new MembershipReader(tables.database);
    var direct = new MessageReader(tables.database);
    var history = new HistoryReader(tables.database, memberships, direct, cache);
    var standing = history.standing(id, userId);
    assertThat(standing.map(Standing::me))
        .as("seed %d", seed)
        .isEqualTo(memberships.find(id, userId));
    assertThat(conversations(cache, id, userId))
        .as("seed %d", seed)
        .isEqualTo(conversations(Cache.OFF, id, userId));
    standing.ifPresent(at -> {
      var window = window(random, at.me());
      int limit = 1 + random.nextInt(100);
      List<Message> page = history.page(at, window, limit);
      assertThat(page)
          .as("seed %d: %s, %d, %s", seed, window, limit, at)
          .isEqualTo(direct.page(at.me(), window, limit));
    });
  }

  private static List<Conversation> conversations(Cache cache, UUID id, String userId) {
    return new ConversationReader(tables.database, cache).find(id, userId).stream().toList();
  }

  private static Window window(Random random, Membership me) {
    long any = random.nextLong(me.lastSeq() + 2);
    return switch (random.nextInt(4)) {
      case 0 -> new Window.Newest();
      case 1 -> new Window.Before(any);
      case 2 -> new Window.After(any);
      default -> new Window.Around(Math.max(any, me.floor() + 1));
    };
  }
}
