package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private IngestFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
  }

  @Test
  void whoHandsBackTheTokenReadsTheOwnWrite() {
    var group = fixture.as(ana).group(ben);
    for (int i = 1; i <= 20; i++) {
      var sent = fixture.as(ana).say(group, "message " + i);
      var page = fixture.as(ana).after(sent).get("/conversations/" + group + "/messages?limit=1");

      assertThat(page.at("/messages/0/id")).isEqualTo(sent.at("/message/id"));
      assertThat(page.header("X-Chat-Stale")).isNull();
    }
  }

  @Test
  void aReadThatIsLateSaysSo() throws Exception {
    var group = fixture.as(ana).group(ben);
    try (var held = fixture.pipeline().hold()) {
      assertThat(held).isNotNull();
      var sent = fixture.as(ana).say(group, "hi");
      var page = fixture.as(ana).after(sent).get("/conversations/" + group + "/messages");

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("X-Chat-Stale")).isEqualTo("true");
      assertThat(page.at("/messages")).isEmpty();
    }
  }

  @Test
  void aCreationThatDoesNotBecomeVisibleIsUnavailableAndSafeToRepeat() throws Exception {
    var body = "{'type':'direct','participantIds':['" + ben + "']}";
    try (var held = fixture.pipeline().hold()) {
      assertThat(held).isNotNull();
      var late = fixture.as(ana).post("/conversations", body);

      assertThat(late.status()).isEqualTo(503);
      assertThat(late.code()).isEqualTo("UNAVAILABLE");
      assertThat(late.header("Retry-After")).isNotNull();
    }
    var again = fixture.as(ana).post("/conversations", body);
    assertThat(again.status()).isIn(200, 201);
    assertThat(fixture.as(ben).get("/conversations").at("/conversations")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "e1", "e.1", "e-1.1", "e1.1.1", "E0.1", "e0.9999999999999999999"})
  void whatIsNoTokenIsInvalid(String token) {
    var reply = fixture.as(ana).with("X-Chat-Token", token).get("/unread");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("INVALID");
  }

  @Test
  void aTokenOfTheFutureIsOnlyStale() {
    var reply = fixture.as(ana).with("X-Chat-Token", "e99.123456789").get("/unread");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("X-Chat-Stale")).isEqualTo("true");
  }
}
