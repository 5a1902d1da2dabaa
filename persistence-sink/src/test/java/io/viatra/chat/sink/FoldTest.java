package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MessageSent;
import org.junit.jupiter.api.Test;

class FoldTest {
  private final Story story = new Story();
  private final Fold fold = new Fold();

  private void happened(ChatEvent... events) {
    for (ChatEvent event : events) {
      fold.add(new Change.Happened(event));
    }
  }

  @Test
  void anEditInTheSameBatchBecomesOneRowWithTheNewBody() {
    MessageSent sent = story.sent("ana");
    happened(sent, story.edited(sent, "first"), story.edited(sent, "second"));

    assertThat(fold.messages.edits()).isEmpty();
    assertThat(fold.messages.rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.body()).isEqualTo(new MessageBody.Plain("second"));
          assertThat(row.ver()).isEqualTo(3);
          assertThat(row.sent()).isEqualTo(sent);
        });
  }

  @Test
  void aMessageDeletedInTheSameBatchNeverHasContent() {
    MessageSent sent = story.sent("ana");
    happened(sent, story.edited(sent, "x"), story.deleted(sent, "ben"), story.edited(sent, "y"));

    assertThat(fold.messages.tombstones()).isEmpty();
    assertThat(fold.messages.rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.body()).isNull();
          assertThat(row.content()).isNull();
          assertThat(row.editedAt()).isNull();
          assertThat(row.deletedBy()).isEqualTo("ben");
          assertThat(row.ver()).isEqualTo(3);
        });
  }

  @Test
  void aDeleteOfAnOlderMessageIsATombstoneForItsRow() {
    MessageSent sent = story.sent("ana");
    happened(story.edited(sent, "x"), story.deleted(sent, "ana"));

    assertThat(fold.messages.rows()).isEmpty();
    assertThat(fold.messages.edits()).isEmpty();
    assertThat(fold.messages.tombstones()).hasSize(1);
    assertThat(fold.messages.deletedKeys()).containsExactly(new MessageKey(story.id, 1));
  }

  @Test
  void aConversationIsOneChangeHoweverManyMessagesItGot() {
    happened(story.created("ana", "ben"), story.sent("ana"), story.sent("ben"), story.sent("ana"));

    assertThat(fold.conversations.created()).hasSize(1);
    assertThat(fold.conversations.changes())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.lastSeq()).isEqualTo(3);
          assertThat(change.versions().any()).isEqualTo(4);
          assertThat(change.activeAt()).isEqualTo(story.now());
        });
  }

  @Test
  void whoLeavesAndComesBackInABatchIsAMemberWithTheNewSeq() {
    happened(
        story.created("ana", "ben"),
        story.sent("ana"),
        story.removed("ana", "ben"),
        story.added("ana", "ben"),
        story.role("ana", "ben", Role.ADMIN));

    assertThat(fold.members.memberships())
        .filteredOn(change -> change.key().userId().equals("ben"))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.leftSeq()).isNull();
          assertThat(change.joined()).isNotNull();
          assertThat(change.ver()).isEqualTo(5);
        });
    assertThat(fold.members.patches()).isEmpty();
  }

  @Test
  void receiptsAndWhatSendersReadMeetInOneWatermark() {
    happened(story.sent("ana"), story.sent("ana"));
    happened(story.sent("ben", new MessageBody.Plain("x"), null, 2L));
    fold.add(new Change.Advanced(story.receipt("ben", 3, 1)));

    assertThat(fold.members.reaches())
        .singleElement()
        .satisfies(reach -> {
          assertThat(reach.delivered().seq()).isEqualTo(3);
          assertThat(reach.read().seq()).isEqualTo(2);
        });
  }

  @Test
  void theLastWordOnAReactionCounts() {
    MessageSent sent = story.sent("ana");
    happened(
        story.reacted(sent, "ben", "👍", true),
        story.reacted(sent, "ben", "👍", false),
        story.reacted(sent, "ben", "🎉", true));

    assertThat(fold.reactions.added()).extracting(r -> r.emoji()).containsExactly("🎉");
    assertThat(fold.reactions.removed()).extracting(r -> r.emoji()).containsExactly("👍");
  }

  @Test
  void anOutcomeThatChangedNothingTouchesNoRow() {
    happened(new CommandRepeated(story.id, story.now(), "ana", "message.send", null, 1L));

    assertThat(fold.conversations.changes()).isEmpty();
    assertThat(fold.messages.rows()).isEmpty();
  }
}
