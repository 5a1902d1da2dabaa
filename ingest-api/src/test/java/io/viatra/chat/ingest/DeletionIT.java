package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private final String cleo = user("cleo");
  private IngestFixture fixture;
  private String group;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
    group = fixture.as(ana).group(ben, cleo);
  }

  @Test
  void aDeletedMessageIsATombstoneInItsPlace() {
    var path = path(fixture.as(ben).say(group, "secret"));
    var deleted = fixture.as(ben).delete(path);
    var page = fixture.as(cleo).after(deleted).get("/conversations/" + group + "/messages");

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(page.at("/messages/0/seq").asLong()).isEqualTo(1);
    assertThat(page.at("/messages/0/isDeleted").asBoolean()).isTrue();
    assertThat(page.at("/messages/0/content").isNull()).isTrue();
    assertThat(page.text()).doesNotContain("secret");
  }

  @Test
  void deletingTwiceIsTheSame() {
    var path = path(fixture.as(ben).say(group, "hi"));
    var first = fixture.as(ben).delete(path);

    assertThat(fixture.as(ben).after(first).delete(path).status()).isEqualTo(204);
  }

  @Test
  void theOwnerDeletesForOthersAndMembersDoNot() {
    var sent = fixture.as(ben).say(group, "hi");

    var refused = fixture.as(cleo).after(sent).delete(path(sent));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("FORBIDDEN");
    assertThat(fixture.as(ana).after(sent).delete(path(sent)).status()).isEqualTo(204);
  }

  @Test
  void inADirectConversationNobodyDeletesForTheOther() {
    var direct =
        fixture
            .as(ana)
            .post("/conversations", "{'type':'direct','participantIds':['" + ben + "']}")
            .at("/conversation/id")
            .asText();
    var sent = fixture.as(ben).say(direct, "hi");

    assertThat(fixture.as(ana).after(sent).delete(path(sent)).status()).isEqualTo(403);
  }

  @Test
  void outsidersLearnNothing() throws Exception {
    var sent = fixture.as(ben).say(group, "hi");
    var eve = fixture.as(user("eve")).after(sent);
    var missing = eve.delete("/messages/018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f");

    assertThat(eve.delete(path(sent)).status()).isEqualTo(404);
    assertThat(eve.delete(path(sent)).withoutRequestId()).isEqualTo(missing.withoutRequestId());
  }

  @Test
  void whatWasSaidBeforeOneCameIsNotOnesToDelete() throws Exception {
    var sent = fixture.as(ben).say(group, "hi");
    fixture.as(ana).after(sent).get("/unread");
    fixture.sql("UPDATE conversation_members SET joined_seq = 1 WHERE user_id = '" + ana + "'");

    assertThat(fixture.as(ana).delete(path(sent)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-id", "1-1-1-1-1", "%00"})
  void whatIsNoIdIsNotFound(String id) {
    assertThat(fixture.as(ana).delete("/messages/" + id).status()).isEqualTo(404);
  }

  private static String path(Reply sent) {
    return "/messages/" + sent.at("/message/id").asText();
  }
}
