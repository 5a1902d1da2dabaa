package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for every route: tokens, limits, outages, paths that are none.
class EdgeIT {
  private final String ana = user("ana");

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/chat/conversations",
    "POST, /api/v1/chat/conversations",
    "GET, /api/v1/chat/conversations/x",
    "GET, /api/v1/chat/conversations/x/messages",
    "POST, /api/v1/chat/conversations/x/messages",
    "POST, /api/v1/chat/conversations/x/read",
    "DELETE, /api/v1/chat/messages/x",
    "GET, /api/v1/chat/unread",
    "GET, /api/v1/chat/presence",
    "POST, /api/v1/auth/fcm-token",
    "DELETE, /api/v1/auth/fcm-token"
  })
  void everyRouteWantsAToken(String method, String path) throws Exception {
    var fixture = SharedIngest.get();
    var body = method.equals("POST") ? "{}" : null;
    var stale = IngestFixture.token(ana, Duration.ofMinutes(-5));

    for (var client :
        new Client[] {
          fixture.anonymous(),
          fixture.anonymous().with("Authorization", "Bearer x"),
          fixture.anonymous().with("Authorization", "Basic YTpi"),
          fixture.anonymous().with("Authorization", "Bearer " + stale)
        }) {
      var reply = client.call(method, path, body);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
      assertThat(reply.header("X-Request-Id")).isEqualTo(reply.at("/error/requestId").asText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/chat/conversations/018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f, 405",
    "GET, /api/v1/chat/search, 404",
    "GET, /schemas/chat.commands.v1.schema.json, 404",
    "POST, /api/v1/chat/unread, 405"
  })
  void whatIsNotOfferedIsNotThere(String method, String path, int status) throws Exception {
    assertThat(SharedIngest.get().as(ana).call(method, path, null).status()).isEqualTo(status);
  }

  @Test
  void withoutPostgresEverythingThatNeedsItIsUnavailableWithinSeconds() throws Exception {
    var nowhere = "jdbc:postgresql://127.0.0.1:" + FreePorts.any() + "/chat";
    try (var fixture = IngestFixture.start(Map.of("CHAT_POSTGRES_URL", nowhere))) {
      var client = fixture.as(ana);
      var begin = System.nanoTime();
      var list = client.get("/conversations");
      var send = client.say("018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f", "hi");

      assertThat(list.status()).isEqualTo(503);
      assertThat(list.code()).isEqualTo("UNAVAILABLE");
      assertThat(send.status()).as("who may send is asked there too").isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      assertThat(fixture.running().readiness().report().checks()).containsEntry("postgres", false);
    }
  }

  @Test
  void withoutKafkaWritesAreUnavailableAndReadsGoOn() throws Exception {
    var nowhere = "127.0.0.1:" + FreePorts.any();
    try (var fixture = IngestFixture.withoutKafka(nowhere)) {
      var client = fixture.as(ana);
      var write = client.post("/conversations", group(user("ben")));

      assertThat(client.get("/conversations").status()).isEqualTo(200);
      assertThat(write.status()).isEqualTo(503);
      assertThat(write.code()).isEqualTo("UNAVAILABLE");
    }
  }

  @Test
  void theAdminPortSaysReadyAndCountsRequestsByRoute() throws Exception {
    var fixture = SharedIngest.get();
    fixture.as(ana).get("/unread");
    var admin = fixture.running().endpoint("admin");

    assertThat(body(admin.resolve("/readyz"))).contains("\"ready\":true", "\"postgres\":true");
    assertThat(body(admin.resolve("/metrics")))
        .contains("http_requests_seconds_count", "route=\"/api/v1/chat/unread\"", "status=\"200\"")
        .doesNotContain(ana);
  }

  private static String group(String userId) {
    return "{'type':'group','participantIds':['" + userId + "']}";
  }

  private static String body(URI uri) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
