package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.testkit.FcmBehaviour.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeFcmIT {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private FakeFcm fcm;

  @BeforeEach
  void start() throws IOException {
    fcm = FakeFcm.start();
  }

  @AfterEach
  void close() {
    fcm.close();
    client.close();
  }

  @Test
  void acceptsAValidMessageAndRemembersIt() throws Exception {
    HttpResponse<String> answer = send("device");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("name").asText()).startsWith("projects/viatra/messages/");
    assertThat(fcm.received("device"))
        .singleElement()
        .satisfies(push -> {
          assertThat(push.isAccepted()).isTrue();
          assertThat(push.project()).isEqualTo("viatra");
          assertThat(push.data("type")).isEqualTo("message");
        });
  }

  @Test
  void refusesWithoutABearerTokenAndWhatIsNoMessage() throws Exception {
    HttpRequest open = request("POST", "/v1/projects/viatra/messages:send", message("device"));
    assertThat(call(open).statusCode()).isEqualTo(401);
    assertThat(post("{not json").statusCode()).isEqualTo(400);
    HttpResponse<String> unknown = post("{\"message\": {\"token\": \"t\", \"sound\": \"x\"}}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(json(unknown).at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
    assertThat(json(unknown).at("/error/details/0/fieldViolations/0/field").asText())
        .isEqualTo("message.sound");
    assertThat(fcm.received()).isEmpty();
  }

  @Test
  void answersAsProgrammedWithTheOfficialErrorDetail() throws Exception {
    fcm.behave("device", FcmBehaviour.of(Kind.UNREGISTERED));
    HttpResponse<String> gone = send("device");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(json(gone).at("/error/details/0/@type").asText())
        .isEqualTo("type.googleapis.com/google.firebase.fcm.v1.FcmError");
    assertThat(json(gone).at("/error/details/0/errorCode").asText()).isEqualTo("UNREGISTERED");
    assertThat(fcm.received("device")).extracting(ReceivedPush::status).containsExactly(404);
    assertThat(send("other").statusCode()).isEqualTo(200);
  }

  @Test
  void isProgrammedAndReadOverHttpToo() throws Exception {
    String program = "{\"kind\": \"QUOTA_EXCEEDED\", \"times\": 1, \"retryAfterSeconds\": 7}";
    assertThat(call(request("PUT", "/behaviour/device", program)).statusCode()).isEqualTo(204);
    HttpResponse<String> refused = send("device");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("7");
    assertThat(send("device").statusCode()).isEqualTo(200);

    JsonNode received = json(call(request("GET", "/received", "")));
    assertThat(received.path("total").asInt()).isEqualTo(2);
    assertThat(received.at("/received/1/status").asInt()).isEqualTo(200);
    assertThat(call(request("DELETE", "/received", "")).statusCode()).isEqualTo(204);
    assertThat(fcm.received()).isEmpty();
    assertThat(call(request("PUT", "/behaviour/x", "{\"kind\": \"NO\"}")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void hangsDelaysAndDisconnects() throws Exception {
    fcm.behave("hung", FcmBehaviour.of(Kind.HANGING));
    fcm.behave("cut", FcmBehaviour.of(Kind.DISCONNECTING));
    fcm.behave("late", FcmBehaviour.of(Kind.ACCEPTED).after(Duration.ofSeconds(5)));
    assertThatThrownBy(() -> send("hung")).isInstanceOf(HttpTimeoutException.class);
    assertThatThrownBy(() -> send("cut")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> send("late")).isInstanceOf(HttpTimeoutException.class);
    assertThat(fcm.received()).extracting(ReceivedPush::token).contains("hung", "cut", "late");
  }

  private HttpResponse<String> send(String token) throws Exception {
    return post(message(token));
  }

  private static String message(String token) {
    return "{\"message\": {\"token\": \"%s\", \"data\": {\"type\": \"message\"}}}".formatted(token);
  }

  private HttpResponse<String> post(String body) throws Exception {
    HttpRequest plain = request("POST", "/v1/projects/viatra/messages:send", body);
    return call(
        HttpRequest.newBuilder(plain, (name, value) -> true)
            .header("Authorization", "Bearer test")
            .build());
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(fcm.url() + path))
        .method(method, BodyPublishers.ofString(body))
        .timeout(Duration.ofSeconds(2))
        .build();
  }

  private HttpResponse<String> call(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return FcmAnswer.JSON.readTree(answer.body());
  }
}
