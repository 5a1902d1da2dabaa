package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.standalone.client.LiveSocket;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An edge that is killed without a word, beside one that lives. Its leases are shorter than usual.
class EdgeKillIT {
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration GRACE = Duration.ofSeconds(2);

  @TempDir private Path data;

  @Test
  void thePeopleOfAKilledEdgeGoOfflineByThemselves() throws Exception {
    try (var pipeline = Pipeline.start(data);
        var ana = LiveSocket.connect(pipeline.edge, token(pipeline, "ana"), "phone")) {
      int port = FreePorts.any();
      var doomed =
          pipeline.anotherEdge(
              port,
              Map.of(
                  "CHAT_PRESENCE_LEASE", LEASE.toMillis() + "ms",
                  "CHAT_PRESENCE_HEARTBEAT", "1s",
                  "CHAT_PRESENCE_GRACE", GRACE.toMillis() + "ms"));
      var rest = new Rest(pipeline.ingest, token(pipeline, "ana"));
      var direct = Rest.object().put("type", "direct");
      direct.putArray("participantIds").add("ben");
      rest.post(Person.CONVERSATIONS, direct);

      var first = ana.next("user_offline", EdgeKillIT::isBen);
      var watch = Rest.object();
      watch.putArray("userIds").add("ben").add("stranger");
      ana.ask("watch_presence", watch);
      assertThat(soon(first).path("lastSeenAt").isNull()).isTrue();

      var online = ana.next("user_online", EdgeKillIT::isBen);
      var origin = URI.create("http://127.0.0.1:" + port);
      try (var _ = LiveSocket.connect(origin, token(pipeline, "ben"), "phone")) {
        soon(online);
        assertThat(status(rest)).isEqualTo("online");
        var offline = ana.next("user_offline", EdgeKillIT::isBen);
        Instant killedAt = Instant.now();
        doomed.kill();
        var lastSeenAt = Instant.parse(soon(offline).path("lastSeenAt").asText());

        assertThat(Duration.between(killedAt, Instant.now()))
            .isLessThan(LEASE.plus(GRACE).plusSeconds(2));
        assertThat(lastSeenAt).isBetween(killedAt.minusSeconds(3), killedAt);
        assertThat(status(rest)).isEqualTo("offline");
        // Nothing of the living edge's has suffered.
        ana.ask("watch_presence", watch);
      }
    }
  }

  private static boolean isBen(JsonNode payload) {
    return payload.path("userId").asText().equals("ben");
  }

  private static JsonNode soon(CompletableFuture<JsonNode> event) throws Exception {
    return event.get(30, TimeUnit.SECONDS);
  }

  private static String status(Rest rest) throws IOException, InterruptedException {
    return rest.get("/api/v1/chat/presence?userIds=ben,stranger").at("/users/0/status").asText();
  }

  private static String token(Pipeline pipeline, String userId) {
    return pipeline.key().token(userId, LIFETIME);
  }
}
