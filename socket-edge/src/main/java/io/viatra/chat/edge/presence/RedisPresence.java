package io.viatra.chat.edge.presence;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.lease.Lease;
import io.viatra.chat.runtime.lease.Leases;
import io.viatra.chat.runtime.lease.Sight;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import io.viatra.chat.runtime.redis.Subscription;
import io.viatra.chat.schemas.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Presence over Redis: leases under [#PREFIX], and one channel of the same name for all nodes. On
/// the channel `<user>` says that something about a user has changed, and `<user> <conversation>`
/// that the user was removed there. One channel is enough, for heartbeats are not told: a node
/// hears of comings and goings alone, and looks only after people who are watched there.
///
/// One thread does everything that waits. What it is to do are sets, so a storm costs each user one
/// write and one look, and neither can grow beyond the sockets and the watches of this node.
public final class RedisPresence implements PresenceBus, Subscription.Listener, AutoCloseable {
  /// Of keys, and the channel's name; ingest-api reads the same leases.
  public static final String PREFIX = "chat:presence";

  private static final Logger log = LoggerFactory.getLogger(RedisPresence.class);

  static final int PORTION = 500;
  static final int TELLING_MAX = 10_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration JOIN_MAX = Duration.ofSeconds(2);

  private final Redis redis;
  private final Leases leases;
  private final Devices devices;
  private final PresenceSettings settings;
  private final InstantSource clock;
  private final Counter failed;
  private final Set<String> looking = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> telling = new ArrayBlockingQueue<>(TELLING_MAX);
  private final Semaphore work = new Semaphore(0);
  private volatile Hearer hearer = new Nobody();
  private volatile boolean closing;
  private @Nullable Thread thread;

  /// The worker's alone: since when Redis has not answered.
  private @Nullable Instant silentSince;

  /// The worker's alone: until then leases may be missing that are about to be renewed.
  private Instant blindUntil = Instant.EPOCH;

  public RedisPresence(
      Redis redis, PresenceSettings settings, InstantSource clock, Metrics metrics) {
    this.redis = redis;
    this.leases = new Leases(redis, PREFIX, settings.shown());
    this.devices = new Devices(settings);
    this.settings = settings;
    this.clock = clock;
    this.failed =
        metrics.counter("chat.presence.failures", "rounds of presence that Redis did not answer");
    metrics.gauge("chat.presence.devices", "devices whose leases are renewed", devices::connected);
    metrics.gauge("chat.presence.looking", "people to be asked for", looking::size);
  }

  /// Begins to work, without waiting for Redis; once.
  public void start(Hearer all) {
    hearer = all;
    thread = Thread.ofPlatform().name("edge-presence").daemon().start(this::run);
  }

  @Override
  public void came(String device, String userId) {
    devices.came(device, userId);
    nudge();
  }

  @Override
  public void left(String device, Instant at) {
    devices.left(device, at);
    nudge();
  }

  @Override
  public void beat() {
    devices.beat();
    nudge();
  }

  @Override
  public void nudge() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  @Override
  public void look(String userId) {
    looking.add(userId);
    nudge();
  }

  /// What does not fit is not told: that other nodes let go then waits for their own check.
  @Override
  public void removed(String userId, UUID conversationId) {
    if (!telling.offer(userId + " " + conversationId)) {
      failed.increment();
    }
    nudge();
  }

  @Override
  public void listening() {
    hearer.missed();
  }

  @Override
  public void heard(String message) {
    int space = message.indexOf(' ');
    String userId = space < 0 ? message : message.substring(0, space);
    if (!Check.isUserId(userId)) {
      return;
    }
    if (space < 0) {
      hearer.changed(userId);
      return;
    }
    UUID conversationId = Ids.parse(message.substring(space + 1));
    if (conversationId != null) {
      hearer.removed(userId, conversationId);
    }
  }

  /// Writes down who has left, if Redis answers at once; else their leases end by themselves.
  @Override
  public void close() {
    closing = true;
    work.release();
    Thread running = thread;
    try {
      if (running != null && !running.join(JOIN_MAX)) {
        running.interrupt();
        log.warn("presence does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        work.acquire();
        work.drainPermits();
        round();
      }
      // Those who left while the last round was under way.
      round();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Own devices first: others wait for them. Ends at the first failure; the next nudge, half a
  /// second later at most, begins anew.
  private void round() {
    List<String> asked = List.of();
    try {
      write();
      tell();
      for (asked = take(); !asked.isEmpty() && !closing; asked = take()) {
        lookAt(asked);
      }
      answered();
    } catch (RedisUnavailableException | JedisException e) {
      failed.increment();
      log.debug("presence pauses", e);
      if (silentSince == null) {
        silentSince = clock.instant();
      }
    } catch (RuntimeException bug) {
      // The type alone. Presence goes on with the next round: nobody else would write the leases.
      failed.increment();
      log.error("a round of presence failed: {}", bug.getClass().getName());
    } finally {
      Instant now = clock.instant();
      asked.forEach(userId -> hearer.unseen(userId, now, PAUSE));
    }
  }

  private void write() throws RedisUnavailableException {
    for (var next = devices.next(PORTION, clock.instant());
        !next.isEmpty();
        next = devices.next(PORTION, clock.instant())) {
      List<Lease> portion = next.leases();
      Set<String> news = new LinkedHashSet<>();
      leases.renew(portion, clock.instant()).forEach(lease -> news.add(lease.holder()));
      for (Lease lease : portion) {
        if (next.isNews(lease)) {
          news.add(lease.holder());
        }
      }
      publish(news);
      next.written();
    }
  }

  private void tell() throws RedisUnavailableException {
    List<String> messages = new ArrayList<>();
    telling.drainTo(messages, PORTION);
    publish(messages);
  }

  private void publish(Collection<String> messages) throws RedisUnavailableException {
    if (messages.isEmpty()) {
      return;
    }
    redis.call(
        "presence-tell",
        jedis -> {
          try (var pipeline = jedis.pipelined()) {
            messages.forEach(message -> pipeline.publish(PREFIX, message));
            pipeline.sync();
          }
          return true;
        });
  }

  private List<String> take() {
    List<String> taken = new ArrayList<>();
    for (var each = looking.iterator(); each.hasNext() && taken.size() < PORTION; ) {
      taken.add(each.next());
      each.remove();
    }
    return taken;
  }

  private void lookAt(List<String> userIds) throws RedisUnavailableException {
    var known = leases.look(userIds);
    Instant now = clock.instant();
    answered();
    known.forEach((userId, sight) -> {
      if (now.isBefore(blindUntil) && !sight.holds(now)) {
        hearer.unseen(userId, now, Duration.between(now, blindUntil));
      } else {
        hearer.seen(userId, sight, now);
      }
    });
  }

  /// After an outage of a heartbeat or more leases have ended only because nobody could renew them.
  private void answered() {
    if (silentSince != null) {
      Instant now = clock.instant();
      if (silentSince.plus(settings.heartbeat()).isBefore(now)) {
        blindUntil = now.plus(settings.heartbeat());
      }
      silentSince = null;
    }
  }

  /// Hears before the start.
  private static final class Nobody implements Hearer {
    @Override
    public void changed(String userId) {}

    @Override
    public void missed() {}

    @Override
    public void seen(String userId, Sight sight, Instant at) {}

    @Override
    public void unseen(String userId, Instant at, Duration pause) {}

    @Override
    public void removed(String userId, UUID conversationId) {}
  }
}
