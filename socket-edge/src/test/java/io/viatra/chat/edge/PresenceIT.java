package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.engineio.Eventually;
import io.viatra.chat.edge.presence.RedisPresence;
import io.viatra.chat.runtime.lease.Lease;
import io.viatra.chat.runtime.lease.Leases;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Presence between two nodes over a Redis of its own, which is flushed, goes away and hangs.
/// Leases are shorter than a service's, and time-outs longer, for a busy machine.
class PresenceIT extends TwoEdges {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration HEARTBEAT = Duration.ofMillis(700);
  private static final Duration GRACE = Duration.ofSeconds(3);
  private String eve;

  PresenceIT() {
    super(
        20,
        Map.of(
            "CHAT_REDIS_TIMEOUT",
            "250ms",
            "CHAT_LIMITS",
            "off",
            "CHAT_PRESENCE_LEASE",
            LEASE.toMillis() + "ms",
            "CHAT_PRESENCE_HEARTBEAT",
            HEARTBEAT.toMillis() + "ms",
            "CHAT_PRESENCE_GRACE",
            GRACE.toMillis() + "ms"));
  }

  @BeforeEach
  void acquaint() {
    eve = "eve-" + conversation;
    reads.shares(conversation, ana, ben);
    bothKnow();
  }

  @Test
  void comingAndGoingIsSeenOnAnotherNode() {
    try (var watcher = TestClient.ready(one, ana)) {
      watch(watcher, ben, eve);
      var never = watcher.await("user_offline");
      assertThat(never.path("userId").asText()).isEqualTo(ben);
      assertThat(never.path("lastSeenAt").isNull()).isTrue();
      Instant left;
      try (var phone = TestClient.ready(two, ben);
          var stranger = TestClient.ready(two, eve)) {
        var online = watcher.await("user_online");
        assertThat(online.path("userId").asText()).isEqualTo(ben);
        assertThat(Instant.parse(online.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(stranger.isConnected()).isTrue();
        left = Instant.now();
        assertThat(phone.isConnected()).isTrue();
      }
      var offline = watcher.await("user_offline");
      assertThat(Duration.between(left, Instant.now())).isGreaterThanOrEqualTo(GRACE);
      assertThat(Instant.parse(offline.path("lastSeenAt").asText()))
          .isAfterOrEqualTo(left.minusMillis(1));
      assertThat(about(watcher, eve)).isEmpty();
    }
  }

  @Test
  void whoJoinsSeesTheMembersAndWhoComesBackInTimeWasNeverAway() {
    try (var watcher = TestClient.ready(one, ana)) {
      try (var phone = TestClient.ready(two, ben)) {
        join(watcher);
        assertThat(watcher.await("user_online").path("userId").asText()).isEqualTo(ben);
        assertThat(phone.isConnected()).isTrue();
      }
      try (var again = TestClient.ready(one, ben)) {
        assertThat(watcher.hears("user_offline", LEASE.plus(GRACE))).isFalse();
        assertThat(again.isConnected()).isTrue();
      }
    }
  }

  @Test
  void whoseNodeDiedGoesOfflineByItself() throws Exception {
    try (var watcher = TestClient.ready(one, ana)) {
      watch(watcher, ben);
      watcher.await("user_offline");
      // What a node that dies leaves behind: a lease that nobody renews and nobody shortens.
      var leases = new Leases(client, RedisPresence.PREFIX, LEASE.plus(GRACE));
      var seenAt = Instant.now();
      leases.renew(List.of(new Lease(ben, "x", seenAt, seenAt.plus(LEASE).plus(GRACE))), seenAt);
      client.call("publish", jedis -> jedis.publish(RedisPresence.PREFIX, ben));
      assertThat(watcher.await("user_online").path("userId").asText()).isEqualTo(ben);
      var offline = watcher.await("user_offline");
      var took = Duration.between(seenAt, Instant.now());
      assertThat(took).isBetween(LEASE.plus(GRACE), LEASE.plus(GRACE).plusSeconds(4));
      assertThat(Instant.parse(offline.path("lastSeenAt").asText()).toEpochMilli())
          .isEqualTo(seenAt.toEpochMilli());
    }
  }

  @Test
  void aFlushIsOverAfterOneHeartbeat() throws Exception {
    try (var before = TestClient.ready(one, ana);
        var phone = TestClient.ready(two, ben)) {
      watch(before, ben);
      before.await("user_online");
      client.call("flush", jedis -> jedis.flushAll());
      try (var after = TestClient.ready(one, ana)) {
        watch(after, ben);
        assertThat(after.await("user_online").path("userId").asText()).isEqualTo(ben);
      }
      // Longer than any lease: what was shown before the flush has held through it.
      assertThat(before.hears("user_offline", LEASE.plus(GRACE).plus(HEARTBEAT))).isFalse();
      assertThat(phone.isConnected()).isTrue();
    }
  }

  @Test
  void whileRedisIsAwayNothingElseSuffersAndPresenceComesBack() throws Exception {
    try (var watcher = TestClient.ready(one, ana);
        var phone = TestClient.ready(two, ben)) {
      watch(watcher, ben);
      watcher.await("user_online");
      redis.stop();
      try {
        assertThat(send(watcher)).isTrue();
        join(watcher);
        watch(watcher, ben);
      } finally {
        redis.resume();
      }
      phone.leave();
      assertThat(watcher.await("user_offline").path("userId").asText()).isEqualTo(ben);
      try (var again = TestClient.ready(two, ben)) {
        assertThat(watcher.await("user_online").path("userId").asText()).isEqualTo(ben);
        assertThat(again.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aRedisThatHangsHoldsNobodyUp() throws Exception {
    try (var watcher = TestClient.ready(one, ana);
        var phone = TestClient.ready(two, ben)) {
      watch(watcher, ben);
      watcher.await("user_online");
      redis.hang();
      try {
        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
          assertThat(send(watcher)).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      } finally {
        redis.wake();
      }
      phone.leave();
      assertThat(watcher.await("user_offline").path("userId").asText()).isEqualTo(ben);
    }
  }

  @Test
  void aRemovalEndsWatchingOnEveryNodeWithinTwoSeconds() {
    try (var watcher = TestClient.ready(one, ana);
        var removed = TestClient.ready(two, ben)) {
      watch(watcher, ben);
      join(watcher);
      watcher.await("user_online");
      watch(removed, ana);
      removed.await("user_online");

      reads.shares(conversation, ana);
      long begin = System.nanoTime();
      router.deliver(
          slotTwo, new RemovalDelivery(conversation, 2, Samples.AT, List.of(ben)), List.of(ben));
      removed.await("conversation_removed");
      Eventually.is("nobody watches", () -> !watches(one) && !watches(two));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      removed.leave();
      assertThat(watcher.hears("user_offline", GRACE.plus(HEARTBEAT).plus(HEARTBEAT))).isFalse();
    }
  }

  private static boolean watches(Running edge) {
    return edge.metrics()
        .scrape()
        .lines()
        .filter(line -> line.startsWith("chat_presence_watched{"))
        .noneMatch(line -> line.endsWith(" 0.0"));
  }

  private boolean send(TestClient client) {
    return client
        .call(
            "send_message",
            "{\"conversationId\": \"%s\", \"content\": \"x\"}".formatted(conversation))
        .path("ok")
        .asBoolean();
  }

  private void join(TestClient client) {
    assertThat(
            client.call(
                "join_conversation", "{\"conversationId\": \"%s\"}".formatted(conversation)))
        .hasToString("{\"ok\":true}");
  }

  private static void watch(TestClient client, String... userIds) {
    String ids = "\"" + String.join("\",\"", userIds) + "\"";
    assertThat(client.call("watch_presence", "{\"userIds\": [" + ids + "]}"))
        .hasToString("{\"ok\":true}");
  }

  private static List<JsonNode> about(TestClient client, String userId) {
    var all = new ArrayList<JsonNode>(client.left("user_online"));
    all.addAll(client.left("user_offline"));
    return all.stream().filter(event -> event.path("userId").asText().equals(userId)).toList();
  }
}
