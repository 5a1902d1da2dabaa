package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.openapi.BodyForm;
import io.viatra.chat.ingest.openapi.Promised;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ids that name nothing, numbers beyond what there is, cursors that nobody gave.
class IdsBadInputIT {
  private static final String NEVER = "018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f";

  private final String ana = user("ana");
  private final String ben = user("ben");
  private IngestFixture fixture;
  private RawCalls others;
  private Client client;
  private String conversation = "";

  @BeforeEach
  void open() throws Exception {
    fixture = SharedIngest.get();
    others = new RawCalls();
    client = fixture.as(ana);
    conversation = client.group(ben);
    client.say(conversation, "one");
    client.after(client.say(conversation, "two")).get("/conversations");
  }

  @AfterEach
  void othersChatOn() {
    assertThat(others.othersChat()).isTrue();
  }

  static List<String> calls() {
    return Promised.calls().stream().filter(call -> call.contains("{id}")).toList();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aMalformedAForeignAndAnUnknownIdAnswerWithTheSameBytes(String call) {
    var malformed = replies(call, "1-1-1-1-1");
    for (var id : List.of("no-id", NEVER + "0", "-", "%F0%9F%98%80", NEVER)) {
      assertThat(replies(call, id)).as(id).isEqualTo(malformed);
    }
    var method = call.substring(0, call.indexOf(' '));
    var foreign = client.call(method, path(others.target(call)), body(call));
    assertThat(List.of(foreign.status() + foreign.withoutRequestId())).isEqualTo(malformed);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.code()).isEqualTo("NOT_FOUND");
  }

  private List<String> replies(String call, String id) {
    var reply =
        client.call(
            call.substring(0, call.indexOf(' ')),
            path(
                call.replace("{id}", id)
                    .replace("{userId}", ben)
                    .replace("{emoji}", "%F0%9F%91%8D")),
            body(call));
    return List.of(reply.status() + reply.withoutRequestId());
  }

  /// With the one query that a call cannot do without.
  private static String path(String target) {
    var path = target.substring(target.indexOf(' ') + 1);
    return path.endsWith("/changes") ? path + "?since=0" : path;
  }

  private static @Nullable String body(String call) {
    return BodyForm.all().stream()
        .filter(form -> form.toString().equals(call))
        .findFirst()
        .map(form -> form.good().toString())
        .orElse(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "1.0", "1e1", "+1", "", "%20", "99999999999999", "ten"})
  void aLimitOutsideOfOneToAHundredIsInvalid(String limit) {
    for (var path : List.of("/conversations", "/conversations/" + conversation + "/messages")) {
      invalid(client.get(path + "?limit=" + limit));
    }
  }

  @Test
  void aForgedOrForeignCursorIsInvalid() {
    var cursors = new ArrayList<>(List.of("", "x", "AAAA", "41", "%25", "A".repeat(4_000)));
    var ours = "/conversations/" + conversation + "/messages";
    var mine = client.get(ours + "?limit=1").at("/nextCursor").asText();
    cursors.add(mine.substring(1) + mine.charAt(0));
    cursors.add(mine + "A");
    cursors.add(fixture.as(ben).get(ours + "?limit=1").at("/nextCursor").asText());
    for (var cursor : cursors) {
      invalid(client.get(ours + "?before=" + cursor));
      invalid(client.get(ours + "?after=" + cursor));
      invalid(client.get("/conversations?cursor=" + cursor));
    }
    invalid(client.get("/conversations?cursor=" + mine));
    invalid(client.get(ours + "?before=" + mine + "&after=" + mine));
  }

  @Test
  void aListCursorIsGoodForItsOwnerAlone() {
    client.after(client.say(client.group(ben), "another")).get("/conversations");
    var cursor = client.get("/conversations?limit=1").at("/nextCursor").asText();
    assertThat(client.get("/conversations?cursor=" + cursor).status()).isEqualTo(200);
    invalid(fixture.as(ben).get("/conversations?cursor=" + cursor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"group", "channel", "direct"})
  void whoTakesPartIsSomebodyElseOnceAndNotTooMany(String type) {
    var many = IntStream.range(0, 257).mapToObj(i -> "u" + i).collect(Collectors.joining("','"));
    var bodies =
        new ArrayList<>(
            List.of(
                "", "'" + ana + "'", "'" + ben + "','" + ben + "'", "''", "'a b'", "'a/b'", "7"));
    if (!type.equals("channel")) {
      bodies.add("'" + many + "'");
    }
    for (var ids : bodies) {
      invalid(
          client.post("/conversations", "{'type':'" + type + "','participantIds':[" + ids + "]}"));
    }
  }

  @Test
  void whoIsAddedIsSomebodyOnceAndNotTooMany() {
    var path = "/conversations/" + conversation + "/participants";
    for (var ids : List.of("", "'x','x'", "''", "'a b'", "7", "null")) {
      invalid(client.post(path, "{'userIds':[" + ids + "]}"));
    }
    var many = IntStream.range(0, 255).mapToObj(i -> "u" + i).collect(Collectors.joining("','"));
    assertThat(client.post(path, "{'userIds':['" + many + "']}").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({"3", "-1", "9007199254740993", "9223372036854775807"})
  void aReceiptThatCanBeNoMessagesIsBadSeq(String seq) {
    var reply = client.post("/conversations/" + conversation + "/read", "{'upToSeq':" + seq + "}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("BAD_SEQ");
  }

  @Test
  void tooManyIdsAreTooLarge() throws Exception {
    var target = "POST /api/v1/chat/conversations/" + conversation + "/read";
    var body = "{\"messageIds\":[" + "\"\",".repeat(2_000) + "\"\"]}";
    assertThat(body.length()).isLessThan(64 * 1024);
    assertThat(RawCalls.outcome(others.answer(target, body))).isEqualTo("413 TOO_LARGE");
    var million =
        "{\"messageIds\":[" + ("\"" + UUID.randomUUID() + "\",").repeat(1_000_000) + "\"\"]}";
    assertThat(RawCalls.outcome(others.answer(target, million))).isEqualTo("413 TOO_LARGE");
  }

  private static void invalid(Reply reply) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("INVALID");
  }
}
