package io.viatra.chat.standalone.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.standalone.load.HistoryCalls.Pages;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static final Seat ONE = new Seat("one", "token-1");
  private static final Seat TWO = new Seat("two", "token-2");

  @Test
  void sendsTakeTurnsAmongConversationsAndEndAtTheirBound() {
    var calls = SendCalls.of("host:1", List.of(List.of(ONE, TWO), List.of()), "run", 2);
    var asked = new ArrayList<String>();
    for (var next = calls.next(0); next != null; next = calls.next(0)) {
      asked.add(text(next));
    }
    assertThat(asked).hasSize(4);
    assertThat(asked.get(0))
        .startsWith("POST /api/v1/chat/conversations/one/messages HTTP/1.1\r\n");
    assertThat(asked.get(1))
        .contains("/two/messages")
        .contains("Authorization: Bearer token-2\r\n");
    assertThat(calls.next(1)).isNull();
  }

  @Test
  void everySendHasItsOwnIdAndItsRightLength() throws Exception {
    var calls = SendCalls.of("host:1", List.of(List.of(ONE)), "run", 1_000);
    var ids = new HashSet<String>();
    for (var next = calls.next(0); next != null; next = calls.next(0)) {
      var parts = text(next).split("\r\n\r\n", 2);
      assertThat(parts[0]).contains("Content-Length: " + parts[1].getBytes(UTF_8).length);
      var body = Rest.read(parts[1]);
      assertThat(body.path("content").asText()).hasSize(250);
      ids.add(body.path("clientMessageId").asText());
    }
    assertThat(ids).hasSize(1_000);
  }

  @Test
  void halfOfThePagesAreTheNewestAndASeedRepeatsTheChoice() {
    var pages =
        new Pages(Request.get("h", "/newest", "t"), List.of(Request.get("h", "/older", "t")));
    var calls = new HistoryCalls(List.of(List.of(pages)), 7);
    var again = new HistoryCalls(List.of(List.of(pages)), 7);
    int newest = 0;
    for (int call = 0; call < 1_000; call++) {
      var text = text(calls.next(0));
      assertThat(text(again.next(0))).isEqualTo(text);
      newest += text.startsWith("GET /newest") ? 1 : 0;
    }
    assertThat(newest).isBetween(400, 600);
  }

  @Test
  void aConversationOfOnePageIsReadAtItsHead() {
    var pages = new Pages(Request.get("h", "/newest", "t"), List.of());
    assertThat(text(new HistoryCalls(List.of(List.of(pages)), 1).next(0))).contains("/newest");
  }

  @Test
  void cpuIsWhatWasSpentBetweenTwoReadings() {
    var from = Map.of("ingest-api", Duration.ofSeconds(2), "idle", Duration.ofSeconds(1));
    var to =
        Map.of(
            "ingest-api", Duration.ofSeconds(5),
            "idle", Duration.ofSeconds(1),
            "postgres", Duration.ofSeconds(1));
    assertThat(CpuMeter.between(from, to))
        .containsOnly(
            Map.entry("ingest-api", Duration.ofSeconds(3)),
            Map.entry("postgres", Duration.ofSeconds(1)));
  }

  private static String text(ByteBuffer request) {
    return UTF_8.decode(Objects.requireNonNull(request).duplicate()).toString();
  }
}
