package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationsIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private IngestFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
  }

  @Test
  void aDirectConversationIsNewOnceAndTheSameForBoth() {
    var first = fixture.as(ana).post("/conversations", direct(ben));
    var again = fixture.as(ana).post("/conversations", direct(ben));
    var other = fixture.as(ben).post("/conversations", direct(ana));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(other.status()).isEqualTo(200);
    assertThat(again.at("/conversation")).isEqualTo(first.at("/conversation"));
    assertThat(other.at("/conversation/id")).isEqualTo(first.at("/conversation/id"));
    assertThat(first.at("/conversation/type").asText()).isEqualTo("direct");
    assertThat(texts(first.at("/conversation/participantIds"))).containsExactlyInAnyOrder(ana, ben);
  }

  @Test
  void whatWasCreatedCanBeUsedAtOnce() {
    var id = fixture.as(ana).group(ben);

    assertThat(fixture.as(ben).get("/conversations/" + id).status()).isEqualTo(200);
    assertThat(fixture.as(ben).say(id, "hello").status()).isEqualTo(201);
  }

  @Test
  void aGroupIsAnotherOneEachTimeAndItsCreatorOwnsIt() {
    var body =
        "{'type':'group','participantIds':['%s'],'name':'Team','metadata':{'k':[1,2.5]}}"
            .formatted(ben);
    var one = fixture.as(ana).post("/conversations", body);
    var two = fixture.as(ana).post("/conversations", body);

    assertThat(one.status()).isEqualTo(201);
    assertThat(one.at("/conversation/id")).isNotEqualTo(two.at("/conversation/id"));
    assertThat(one.at("/conversation/name").asText()).isEqualTo("Team");
    assertThat(one.at("/conversation/metadata").toString()).isEqualTo("{\"k\":[1,2.5]}");
    assertThat(one.at("/conversation/participants/0/userId").asText()).isEqualTo(ana);
    assertThat(one.at("/conversation/participants/0/role").asText()).isEqualTo("owner");
    assertThat(one.at("/conversation/participants/1/role").asText()).isEqualTo("member");
    assertThat(one.header("X-Chat-Token")).startsWith("e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'direct','participantIds':[]}",
        "{'type':'group','participantIds':['a','a']}",
        "{'type':'team','participantIds':['a']}",
        "{}",
        "[]",
        "{'type':",
        ""
      })
  void aWrongBodyIsInvalidAndNothingIsStored(String body) {
    var reply = fixture.as(ana).post("/conversations", body);

    assertThat(reply.status()).isIn(400, 415);
    assertThat(reply.code()).isEqualTo("INVALID");
    assertThat(fixture.as(ana).get("/conversations").at("/conversations")).isEmpty();
  }

  @Test
  void outsidersGetTheSameBytesAsForWhatDoesNotExist() {
    var id = fixture.as(ana).group(ben);
    var eve = fixture.as(user("eve"));
    var foreign = eve.get("/conversations/" + id);
    var missing = eve.get("/conversations/018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f");
    var malformed = eve.get("/conversations/1-1-1-1-1");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.code()).isEqualTo("NOT_FOUND");
    assertThat(foreign.withoutRequestId()).isEqualTo(missing.withoutRequestId());
    assertThat(foreign.withoutRequestId()).isEqualTo(malformed.withoutRequestId());
  }

  @Test
  void oneWhoLeftIsAnOutsiderAtOnce() throws Exception {
    var id = fixture.as(ana).group(ben);
    fixture.sql("UPDATE conversation_members SET left_seq = 0 WHERE user_id = '" + ben + "'");
    fixture.sql("UPDATE conversations SET ver = 2, frame_ver = 2 WHERE id = '" + id + "'");

    assertThat(fixture.as(ben).get("/conversations/" + id).status()).isEqualTo(404);
    assertThat(fixture.as(ben).get("/conversations").at("/conversations")).isEmpty();
    assertThat(
            texts(fixture.as(ana).get("/conversations/" + id).at("/conversation/participantIds")))
        .containsExactly(ana);
  }

  @Test
  void theListGoesByLatestActivityAndTellsWhatIsUnread() {
    var quiet = fixture.as(ana).group(ben);
    var busy = fixture.as(ana).group(ben);
    fixture.as(ben).say(quiet, "one");
    fixture.as(ben).say(busy, "two");
    var last = fixture.as(ben).say(busy, "three");
    var list = fixture.as(ana).after(last).get("/conversations");

    assertThat(ids(list)).containsExactly(busy, quiet);
    assertThat(list.at("/conversations/0/unreadCount").asLong()).isEqualTo(2);
    assertThat(list.at("/conversations/0/lastMessage/content").asText()).isEqualTo("three");
    assertThat(list.at("/conversations/0/lastMessage/seq").asLong()).isEqualTo(2);
    assertThat(list.at("/conversations/0/lastMessageAt"))
        .isEqualTo(list.at("/conversations/0/lastMessage/createdAt"));
    assertThat(list.at("/nextCursor").isNull()).isTrue();
    assertThat(fixture.as(ben).get("/conversations").at("/conversations/0/unreadCount").asLong())
        .isZero();
  }

  @Test
  void pagesOfTheListMissNothingAndRepeatNothing() {
    var wanted = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      wanted.addFirst(fixture.as(ana).group(ben));
    }
    var seen = new ArrayList<String>();
    var cursor = "";
    int pages = 0;
    while (cursor != null && pages++ < 10) {
      var page =
          fixture
              .as(ana)
              .get("/conversations?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      seen.addAll(ids(page));
      cursor = page.at("/nextCursor").textValue();
    }

    assertThat(seen).isEqualTo(wanted);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void archivedOnesAreAListOfTheirOwn() throws Exception {
    var kept = fixture.as(ana).group(ben);
    var archived = fixture.as(ana).group(ben);
    fixture.sql(
        "UPDATE conversation_members SET archived_at = now() WHERE user_id = '%s' AND conversation_id = '%s'"
            .formatted(ana, archived));

    assertThat(ids(fixture.as(ana).get("/conversations"))).containsExactly(kept);
    assertThat(ids(fixture.as(ana).get("/conversations?archived=true"))).containsExactly(archived);
    assertThat(ids(fixture.as(ben).get("/conversations"))).containsExactly(archived, kept);
  }

  @Test
  void aSearchFindsNamesAndParticipants() {
    var named =
        fixture
            .as(ana)
            .post("/conversations", "{'type':'group','participantIds':['x1'],'name':'50%_Off'}")
            .at("/conversation/id")
            .asText();
    var withBen = fixture.as(ana).group(ben);

    assertThat(ids(fixture.as(ana).get("/conversations?q=%25_o"))).containsExactly(named);
    assertThat(ids(fixture.as(ana).get("/conversations?q=" + ben.toUpperCase(Locale.ROOT))))
        .containsExactly(withBen);
    assertThat(ids(fixture.as(ana).get("/conversations?q=nobody"))).isEmpty();
    assertThat(ids(fixture.as(ana).get("/conversations?q="))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=101",
        "limit=x",
        "limit=1.5",
        "cursor=forged",
        "cursor=",
        "archived=yes",
        "limit=1&limit=2"
      })
  void aWrongQueryIsInvalid(String query) {
    var reply = fixture.as(ana).get("/conversations?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("INVALID");
  }

  @Test
  void anothersCursorIsInvalid() {
    fixture.as(ana).group(ben);
    fixture.as(ana).group(ben);
    var cursor = fixture.as(ana).get("/conversations?limit=1").at("/nextCursor").asText();

    assertThat(fixture.as(ben).get("/conversations?cursor=" + cursor).status()).isEqualTo(400);
    assertThat(fixture.as(ana).get("/conversations?archived=true&cursor=" + cursor).status())
        .isEqualTo(400);
    assertThat(fixture.as(ana).get("/conversations?cursor=" + cursor).status()).isEqualTo(200);
  }

  private static String direct(String userId) {
    return "{'type':'direct','participantIds':['" + userId + "']}";
  }

  private static List<String> ids(Reply list) {
    var ids = new ArrayList<String>();
    list.at("/conversations").forEach(each -> ids.add(each.get("id").asText()));
    return ids;
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
