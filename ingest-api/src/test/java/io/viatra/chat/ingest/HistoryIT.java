package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryIT {
  private static final int SENT = 10;

  private final String ana = user("ana");
  private final String ben = user("ben");
  private final List<String> ids = new ArrayList<>();
  private IngestFixture fixture;
  private Client reader;
  private String conversation;
  private String messages;

  @BeforeEach
  void talk() throws Exception {
    fixture = SharedIngest.get();
    conversation = fixture.as(ana).group(ben);
    messages = "/conversations/" + conversation + "/messages";
    reader = fixture.as(ben);
    for (int i = 1; i <= SENT; i++) {
      var sent = fixture.as(ana).say(conversation, "message " + i);
      ids.add(sent.at("/message/id").asText());
      reader = fixture.as(ben).after(sent);
    }
  }

  @Test
  void theNewestComesFirst() {
    var page = reader.get(messages);

    assertThat(seqs(page)).isEqualTo(down(10, 1));
    assertThat(cursor(page, "next")).isNull();
    assertThat(cursor(page, "prev")).isNull();
  }

  @Test
  void pagesGoBackToTheBeginningAndForthToTheEnd() {
    var newest = reader.get(messages + "?limit=4");
    var middle = reader.get(messages + "?limit=4&before=" + cursor(newest, "next"));
    var oldest = reader.get(messages + "?limit=4&before=" + cursor(middle, "next"));

    assertThat(seqs(newest)).isEqualTo(down(10, 7));
    assertThat(cursor(newest, "prev")).isNull();
    assertThat(seqs(middle)).isEqualTo(down(6, 3));
    assertThat(seqs(oldest)).isEqualTo(down(2, 1));
    assertThat(cursor(oldest, "next")).isNull();

    var forth = reader.get(messages + "?limit=4&after=" + cursor(oldest, "prev"));
    assertThat(seqs(forth)).isEqualTo(down(6, 3));
    assertThat(seqs(reader.get(messages + "?limit=4&after=" + cursor(forth, "prev"))))
        .isEqualTo(down(10, 7));
  }

  @Test
  void aPageLiesAroundAMessageAsNearAsTheEndsAllow() {
    assertThat(seqs(reader.get(messages + "?limit=5&around=" + ids.get(4)))).isEqualTo(down(7, 3));
    assertThat(seqs(reader.get(messages + "?limit=5&around=" + ids.get(0)))).isEqualTo(down(5, 1));
    assertThat(seqs(reader.get(messages + "?limit=5&around=" + ids.get(9)))).isEqualTo(down(10, 6));
    assertThat(seqs(reader.get(messages + "?limit=1&around=" + ids.get(4)))).isEqualTo(down(5, 5));
  }

  @Test
  void membersSeeWhatWasSaidSinceTheyCame() throws Exception {
    fixture.sql("UPDATE conversation_members SET joined_seq = 7 WHERE user_id = '" + ben + "'");
    var page = reader.get(messages + "?limit=2");

    assertThat(seqs(page)).isEqualTo(down(10, 9));
    var last = reader.get(messages + "?before=" + cursor(page, "next"));
    assertThat(seqs(last)).isEqualTo(down(8, 8));
    assertThat(cursor(last, "next")).isNull();
    assertThat(reader.get(messages + "?around=" + ids.get(2)).status()).isEqualTo(404);
    assertThat(fixture.as(ben).get("/unread").at("/total").asLong()).isEqualTo(3);
  }

  @Test
  void fullHistoryIsForAllMembers() throws Exception {
    fixture.sql("UPDATE conversation_members SET joined_seq = 10 WHERE user_id = '" + ben + "'");
    assertThat(reader.get("/conversations").at("/conversations/0/lastMessage").isMissingNode())
        .isTrue();
    fixture.sql(
        "UPDATE conversations SET metadata = '{\"history\":\"full\"}' WHERE id = '"
            + conversation
            + "'");

    assertThat(seqs(reader.get(messages))).isEqualTo(down(10, 1));
    assertThat(reader.get("/conversations").at("/conversations/0/lastMessage/seq").asLong())
        .isEqualTo(10);
  }

  @Test
  void ticksFollowFromWatermarks() throws Exception {
    fixture.sql(
        "UPDATE conversation_members SET delivered_seq = 6, read_seq = 4 WHERE user_id = '"
            + ben
            + "'");
    var page = reader.get(messages);

    assertThat(page.at("/messages/3/deliveredTo")).as("seq 7").isEmpty();
    assertThat(page.at("/messages/4/deliveredTo/0").asText()).as("seq 6").isEqualTo(ben);
    assertThat(page.at("/messages/4/readBy")).isEmpty();
    assertThat(page.at("/messages/6/readBy/0").asText()).as("seq 4").isEqualTo(ben);
    assertThat(page.at("/messages/6/readCount").asLong()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=101",
        "before=x",
        "after=",
        "before=AAAA&after=AAAA",
        "around=018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f&before=x",
        "limit=1&limit=1"
      })
  void aWrongQueryIsInvalid(String query) {
    var reply = reader.get(messages + "?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("INVALID");
  }

  @Test
  void aCursorIsGoodForItsUserAndConversationAlone() {
    var cursor = cursor(reader.get(messages + "?limit=1"), "next");
    var other = fixture.as(ana).group(ben);

    assertThat(fixture.as(ana).get(messages + "?before=" + cursor).status()).isEqualTo(400);
    assertThat(reader.get("/conversations/" + other + "/messages?before=" + cursor).status())
        .isEqualTo(400);
    assertThat(reader.get("/conversations?cursor=" + cursor).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no-id", "1-1-1-1-1", "018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f", "%00", "%2f", "%ff"})
  void whatIsNotThereIsNotFound(String id) {
    assertThat(reader.get("/conversations/" + id + "/messages").status()).isEqualTo(404);
  }

  private static List<Long> seqs(Reply page) {
    var seqs = new ArrayList<Long>();
    page.at("/messages").forEach(message -> seqs.add(message.get("seq").asLong()));
    return seqs;
  }

  private static List<Long> down(long from, long to) {
    return LongStream.rangeClosed(to, from).boxed().collect(toList()).reversed();
  }

  private static @Nullable String cursor(Reply page, String which) {
    return page.at("/" + which + "Cursor").textValue();
  }
}
