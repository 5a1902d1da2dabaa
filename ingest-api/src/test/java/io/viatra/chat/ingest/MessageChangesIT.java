package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageChangesIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private final String eve = user("eve");
  private IngestFixture fixture;
  private String group;
  private String message;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
    group = fixture.as(ana).group(ben);
    var said = fixture.as(ana).say(group, "hello");
    message = "/messages/" + said.at("/message/id").asText();
    fixture.as(ana).after(said).get("/unread");
  }

  @Test
  void anEditAnswersTheWholeMessageAndHistoryHasIt() {
    var edited = fixture.as(ana).patch(message, "{'content':'hello again'}");

    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.at("/message/content").asText()).isEqualTo("hello again");
    assertThat(edited.at("/message/editedAt").asText()).isNotEmpty();
    assertThat(edited.at("/message/seq").asLong()).isEqualTo(1);
    var page = fixture.as(ben).after(edited).get("/conversations/" + group + "/messages");
    assertThat(page.at("/messages/0/content").asText()).isEqualTo("hello again");
  }

  @Test
  void whatOneHasJustSentIsNotDeniedWhileTheReadModelIsLate() throws Exception {
    CompletableFuture<Reply> edit;
    Reply sent;
    try (var held = fixture.pipeline().hold()) {
      assertThat(held).isNotNull();
      sent = fixture.as(ana).say(group, "in haste");
      var late = "/messages/" + sent.at("/message/id").asText();
      assertThat(fixture.as(eve).get(late + "/receipts").status()).isEqualTo(404);
      edit = CompletableFuture.supplyAsync(() -> fixture.as(ana).patch(late, "{'content':'so'}"));
    }
    assertThat(edit.get().status()).isEqualTo(200);
    assertThat(edit.get().at("/message/content").asText()).isEqualTo("so");
  }

  @Test
  void onlyItsSenderEdits() {
    var refused = fixture.as(ben).patch(message, "{'content':'not mine'}");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("FORBIDDEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'content':' '}", "{}", "{'content':1}", "{'content':'\\u0007'}"})
  void whatCouldNotBeSentCannotBeEditedIn(String body) {
    assertThat(fixture.as(ana).patch(message, body).status()).isEqualTo(400);
  }

  @Test
  void tooLongIsTooLarge() {
    var refused = fixture.as(ana).patch(message, "{'content':'" + "x".repeat(4_001) + "'}");

    assertThat(refused.status()).isEqualTo(413);
  }

  @Test
  void whatIsDeletedIsThereForNobodyToChange() {
    var deleted = fixture.as(ana).delete(message);

    var late = fixture.as(ana).after(deleted);
    assertThat(late.patch(message, "{'content':'back'}").status()).isEqualTo(404);
    assertThat(late.put(reaction("👍"), "{}").status()).isEqualTo(404);
  }

  @Test
  void anEditThatADeletionOvertookIsNotFound() throws Exception {
    CompletableFuture<Reply> edit;
    try (var held = fixture.pipeline().hold()) {
      assertThat(held).isNotNull();
      fixture.as(ana).delete(message);
      edit =
          CompletableFuture.supplyAsync(
              () -> fixture.as(ana).patch(message, "{'content':'too late'}"));
    }
    assertThat(edit.get().status()).isEqualTo(404);
  }

  @Test
  void aReactionComesAndGoesAndIsASet() {
    var given = fixture.as(ben).put(reaction("👍🏽"), "{}");
    assertThat(given.status()).isEqualTo(200);
    assertThat(given.at("/message/reactions/👍🏽/0").asText()).isEqualTo(ben);

    var again = fixture.as(ben).put(reaction("👍🏽"), "{}");
    assertThat(again.at("/message/reactions/👍🏽")).hasSize(1);
    var other = fixture.as(ana).put(reaction("👍🏽"), "{}");
    assertThat(other.at("/message/reactions/👍🏽")).hasSize(2);

    var taken = fixture.as(ben).delete(reaction("👍🏽"));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.at("/message/reactions/👍🏽")).hasSize(1);
    assertThat(fixture.as(ben).delete(reaction("👍🏽")).status()).isEqualTo(200);
    var list = fixture.as(ana).after(taken).get("/conversations");
    assertThat(list.text()).contains("\"reactions\":{\"👍🏽\":[\"" + ana + "\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"👨‍👩‍👧‍👦", "🇩🇪", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"})
  void oneEmojiIsOneHoweverLong(String emoji) {
    assertThat(fixture.as(ben).put(reaction(emoji), "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1", "👍👍", "👍 ", ":)", "\u200d", "e\u0301"})
  void whatIsNotOneEmojiIsInvalid(String text) {
    assertThat(fixture.as(ben).put(reaction(text), "{}").status()).isEqualTo(400);
  }

  @Test
  void receiptsTellWhoHasItAndSinceWhen() {
    var mark = fixture.as(ben).post("/conversations/" + group + "/read", "{'upToSeq':1}");
    var receipts = fixture.as(ana).after(mark).get(message + "/receipts");

    assertThat(receipts.status()).isEqualTo(200);
    assertThat(receipts.at("/read")).hasSize(1);
    assertThat(receipts.at("/read/0/userId").asText()).isEqualTo(ben);
    assertThat(receipts.at("/read/0/at").asText()).endsWith("Z");
    assertThat(receipts.at("/delivered/0/userId").asText()).isEqualTo(ben);
  }

  @Test
  void outsidersGetTheSameBytesAsForWhatDoesNotExist() {
    var nothing = "/messages/018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f";
    var client = fixture.as(eve);

    same(client.patch(message, "{'content':'x'}"), client.patch(nothing, "{'content':'x'}"));
    same(client.put(reaction("👍"), "{}"), client.put(nothing + "/reactions/👍", "{}"));
    same(client.get(message + "/receipts"), client.get(nothing + "/receipts"));
  }

  @Test
  void aSinkThatIsAwayIsUnavailableAndTheRepeatSucceeds() throws Exception {
    try (var held = fixture.pipeline().hold()) {
      assertThat(held).isNotNull();
      var edit = fixture.as(ana).patch(message, "{'content':'patience'}");
      assertThat(edit.status()).isEqualTo(503);
      assertThat(edit.header("Retry-After")).isEqualTo("1");
    }
    var again = fixture.as(ana).patch(message, "{'content':'patience'}");
    assertThat(again.status()).isEqualTo(200);
  }

  private String reaction(String emoji) {
    return message
        + "/reactions/"
        + URLEncoder.encode(emoji, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void same(Reply one, Reply other) {
    assertThat(one.status()).isEqualTo(404);
    assertThat(one.withoutRequestId()).isEqualTo(other.withoutRequestId());
  }
}
