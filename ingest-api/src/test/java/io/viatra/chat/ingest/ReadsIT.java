package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadsIT {
  private static final String NONE = "018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f";

  private final String ana = user("ana");
  private final String ben = user("ben");
  private IngestFixture fixture;
  private String conversation;
  private String read;
  private Reply third;

  @BeforeEach
  void talk() throws Exception {
    fixture = SharedIngest.get();
    conversation = fixture.as(ana).group(ben);
    read = "/conversations/" + conversation + "/read";
    fixture.as(ana).say(conversation, "one");
    fixture.as(ana).say(conversation, "two");
    third = fixture.as(ana).say(conversation, "three");
  }

  @Test
  void readingLowersWhatIsUnread() {
    var marked = fixture.as(ben).after(third).post(read, "{'upToSeq':2}");

    assertThat(marked.status()).isEqualTo(200);
    assertThat(marked.at("/readSeq").asLong()).isEqualTo(2);
    assertThat(marked.at("/unreadCount").asLong()).isEqualTo(1);
    assertThat(marked.header("X-Chat-Token")).startsWith("r");
    var unread = fixture.as(ben).after(marked).get("/unread");
    assertThat(unread.at("/total").asLong()).isEqualTo(1);
    assertThat(unread.at("/conversations/" + conversation).asLong()).isEqualTo(1);
  }

  @Test
  void lowerChangesNothing() {
    var marked = fixture.as(ben).after(third).post(read, "{'upToSeq':2}");
    var lower = fixture.as(ben).after(marked).post(read, "{'upToSeq':1}");

    assertThat(lower.at("/readSeq").asLong()).isEqualTo(2);
    assertThat(lower.at("/unreadCount").asLong()).isEqualTo(1);
  }

  @Test
  void idsMeanTheHighestOfThem() {
    var id = third.at("/message/id").asText();
    var marked =
        fixture.as(ben).after(third).post(read, "{'messageIds':['" + NONE + "','x','" + id + "']}");

    assertThat(marked.at("/readSeq").asLong()).isEqualTo(3);
    assertThat(marked.at("/unreadCount").asLong()).isZero();
  }

  @Test
  void idsThatTheReadModelDoesNotKnowYetAreLeftToTheSequencer() {
    var id = fixture.as(ana).say(conversation, "four").at("/message/id").asText();
    var marked = fixture.as(ben).post(read, "{'messageIds':['" + id + "']}");

    assertThat(marked.at("/readSeq").asLong()).isEqualTo(4);
  }

  @Test
  void unknownIdsAreIgnored() {
    var marked = fixture.as(ben).after(third).post(read, "{'messageIds':['" + NONE + "','x']}");

    assertThat(marked.status()).isEqualTo(200);
    assertThat(marked.at("/readSeq").asLong()).isZero();
    assertThat(marked.at("/unreadCount").asLong()).isEqualTo(3);
  }

  @Test
  void theHeadIsLookedAtAgainBeforeASeqIsCalledBad() throws Exception {
    CompletableFuture<Reply> marking;
    Reply fourth;
    try (var held = fixture.pipeline().hold()) {
      fourth = fixture.as(ana).say(conversation, "four");
      marking = CompletableFuture.supplyAsync(() -> fixture.as(ben).post(read, "{'upToSeq':4}"));
      assertThat(held).isNotNull();
    }

    assertThat(fourth.status()).isEqualTo(201);
    assertThat(marking.get().at("/readSeq").asLong()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "{'upToSeq':4}, BAD_SEQ",
    "{'upToSeq':-1}, BAD_SEQ",
    "{'upToSeq':9007199254740993}, BAD_SEQ",
    "{'upToSeq':'1'}, INVALID",
    "{}, INVALID"
  })
  void aBadSeqIsToldFromABadBody(String body, String code) {
    var reply = fixture.as(ben).after(third).post(read, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(fixture.as(ben).get("/unread").at("/total").asLong()).isEqualTo(3);
  }

  @Test
  void ownAndDeletedAndSystemMessagesAreNotUnread() throws Exception {
    fixture.as(ben).say(conversation, "own");
    var fifth = fixture.as(ana).say(conversation, "notice");
    assertThat(fixture.as(ben).after(fifth).get("/unread").at("/total").asLong()).isEqualTo(4);
    fixture.sql(
        "UPDATE messages SET type = 'system' WHERE id = '"
            + fifth.at("/message/id").asText()
            + "'");
    var deleted = fixture.as(ana).delete("/messages/" + third.at("/message/id").asText());

    assertThat(fixture.as(ben).after(deleted).get("/unread").at("/total").asLong()).isEqualTo(2);
    assertThat(fixture.as(ben).post(read, "{'upToSeq':1}").at("/unreadCount").asLong())
        .isEqualTo(1);
  }

  @Test
  void mutedOnesAreCountedAndStayOutOfTheTotal() throws Exception {
    fixture.sql(
        "UPDATE conversation_members SET muted_until = now() + interval '1 hour' WHERE user_id = '"
            + ben
            + "'");
    var unread = fixture.as(ben).after(third).get("/unread");

    assertThat(unread.at("/total").asLong()).isZero();
    assertThat(unread.at("/conversations/" + conversation).asLong()).isEqualTo(3);
  }

  @Test
  void outsidersReceiptNothing() {
    assertThat(fixture.as(user("eve")).post(read, "{'upToSeq':1}").status()).isEqualTo(404);
  }
}
