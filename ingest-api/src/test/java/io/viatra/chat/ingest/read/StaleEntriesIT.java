package io.viatra.chat.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.cache.Cache;
import io.viatra.chat.ingest.cache.CacheSettings;
import io.viatra.chat.ingest.cache.Found;
import io.viatra.chat.ingest.cache.RedisCache;
import io.viatra.chat.ingest.cache.Wanted;
import io.viatra.chat.ingest.cache.Wanted.Entry;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.readmodel.cache.CacheKeys;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.testkit.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ways in which a cache comes to hold what is no more, and that nobody is ever given it.
class StaleEntriesIT {
  private static final String SECRET = "a secret";
  private static final Metrics METRICS = new Metrics("test");
  private static ReadModelTables tables;
  private static Redis redis;

  private UUID id;
  private byte[] key;

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

  @BeforeEach
  void talk() throws SQLException {
    id = tables.group("ana", "ben");
    tables.say(id, "ana", SECRET);
    tables.say(id, "ben", "and more");
    key = CacheKeys.messages(id, 0).getBytes(StandardCharsets.UTF_8);
  }

  /// One node that has the entry in its own memory, and one that takes it from Redis.
  @ParameterizedTest
  @ValueSource(longs = {1_000_000, 0})
  void aDeletedMessageDoesNotComeBackThoughNobodyDropsTheEntry(long nearBytesMax) throws Exception {
    var cache = cache(nearBytesMax);
    assertThat(contents(page(cache, "ana"))).contains(SECRET);

    tables.delete(id, 1);

    assertThat(stored()).as("still in Redis").contains(SECRET);
    assertThat(contents(page(cache, "ben"))).containsExactly("and more", null);
    assertThat(stored()).as("replaced by the reader").doesNotContain(SECRET);
  }

  @Test
  void whoReadBeforeTheCommitMayFillAfterTheEntryWasDropped() throws Exception {
    var late = new HeldCache(cache(0));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reader = threads.submit(() -> page(late, "ana"));
      late.aboutToStore.await();
      tables.delete(id, 1);
      redis.client().unlink(key);
      late.mayStore.countDown();

      assertThat(contents(reader.get())).as("asked before the deletion").contains(SECRET);
    }
    assertThat(stored()).as("filled too late").contains(SECRET);
    assertThat(contents(page(cache(0), "ana"))).containsExactly("and more", null);
  }

  /// What stands for "before the entry was dropped" is that it is there.
  @Test
  void betweenCommitAndDropOneReadsWhatWasCommitted() throws Exception {
    page(cache(0), "ana");

    tables.edit(id, 1, "edited");
    tables.say(id, "ben", "new");

    assertThat(stored()).contains(SECRET);
    assertThat(contents(page(cache(0), "ana"))).containsExactly("new", "and more", "edited");
  }

  @Test
  void rowsThatWereReadAfterTheirMembershipAreKeptUnderTheLaterState() throws Exception {
    var history = history(cache(0));
    var early = history.standing(id, "ana").orElseThrow();
    tables.delete(id, 1);

    assertThat(contents(history.page(early, new Window.Newest(), 50)))
        .as("later than it had to be")
        .containsExactly("and more", null);
    assertThat(contents(page(cache(0), "ben"))).containsExactly("and more", null);
    assertThat(contents(history.page(early, new Window.Newest(), 50)))
        .as("the later entry is not of the earlier state")
        .containsExactly("and more", null);
  }

  @Test
  void anOldEntryThatIsPutBackIsNotUsed() throws Exception {
    page(cache(0), "ana");
    var old = redis.client().get(key);
    tables.delete(id, 1);
    page(cache(0), "ana");

    redis.client().set(key, old);

    assertThat(contents(page(cache(0), "ana"))).containsExactly("and more", null);
  }

  @Test
  void aReactionTakenForAnEditIsSeenAtOnce() throws Exception {
    page(cache(0), "ana");
    tables.react(id, 1, "ben", "+");

    assertThat(page(cache(0), "ana").getLast().reactions()).containsEntry("+", List.of("ben"));
  }

  @Test
  void oneWhoWasRemovedHasNoStandingThoughEverythingIsWarm() throws Exception {
    page(cache(0), "ben");
    tables.leave(id, "ben");

    assertThat(history(cache(0)).standing(id, "ben")).isEmpty();
    assertThat(new ConversationReader(tables.database, cache(0)).find(id, "ben")).isEmpty();
  }

  @Test
  void whoCameLateSeesNothingOfBeforeInWarmBlocks() throws Exception {
    page(cache(0), "ana");
    tables.join(id, "cleo");
    tables.say(id, "ana", "welcome");

    assertThat(contents(page(cache(0), "cleo"))).containsExactly("welcome");
  }

  @Test
  void aReceiptIsSeenAtOnce() throws Exception {
    assertThat(page(cache(0), "ana").getLast().ticks().readBy()).isEmpty();
    tables.read(id, "ben", 1);

    assertThat(page(cache(0), "ana").getLast().ticks().readBy()).containsExactly("ben");
  }

  private static Cache cache(long nearBytesMax) {
    return RedisCache.open(new CacheSettings(true, nearBytesMax), redis, METRICS);
  }

  private static HistoryReader history(Cache cache) {
    return new HistoryReader(
        tables.database,
        new MembershipReader(tables.database),
        new MessageReader(tables.database),
        cache);
  }

  private List<Message> page(Cache cache, String userId) {
    var history = history(cache);
    return history.page(history.standing(id, userId).orElseThrow(), new Window.Newest(), 50);
  }

  private static List<String> contents(List<Message> page) {
    return page.stream().map(Message::content).toList();
  }

  private String stored() {
    return new String(redis.client().get(key), StandardCharsets.UTF_8);
  }

  /// Waits before it stores.
  private record HeldCache(Cache cache, CountDownLatch aboutToStore, CountDownLatch mayStore)
      implements Cache {
    HeldCache(Cache cache) {
      this(cache, new CountDownLatch(1), new CountDownLatch(1));
    }

    @Override
    public boolean isOn() {
      return true;
    }

    @Override
    public Found find(Collection<? extends Wanted<?>> wanted) {
      return cache.find(wanted);
    }

    @Override
    public void store(Collection<? extends Entry<?>> entries) {
      aboutToStore.countDown();
      try {
        mayStore.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      cache.store(entries);
    }
  }
}
