package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.readmodel.cache.CacheKeys;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private final Story story = new Story();

  @Test
  void aMessageThatIsSentMakesNothingOld() {
    assertThat(outdatedBy(story.sent("ana"), story.sent("ben"))).isEmpty();
  }

  @Test
  void aChangedMessageMakesItsBlockAndTheNewestOld() {
    List<MessageSent> sent = new ArrayList<>();
    for (int i = 0; i < CacheKeys.BLOCK + 1; i++) {
      sent.add(story.sent("ana"));
    }
    String newest = CacheKeys.newest(story.id);
    MessageSent last = sent.get(CacheKeys.BLOCK - 1);
    MessageSent next = sent.get(CacheKeys.BLOCK);

    assertThat(outdatedBy(story.edited(last, "new")))
        .containsExactlyInAnyOrder(CacheKeys.messages(story.id, 0), newest);
    assertThat(outdatedBy(story.deleted(next, "ana")))
        .containsExactlyInAnyOrder(CacheKeys.messages(story.id, 1), newest);
    assertThat(outdatedBy(story.reacted(next, "ben", "+", false)))
        .containsExactlyInAnyOrder(CacheKeys.messages(story.id, 1), newest);
  }

  @Test
  void aDeletionCountsAlsoInTheBatchOfItsMessage() {
    MessageSent sent = story.sent("ana");

    assertThat(outdatedBy(sent, story.deleted(sent, "ana")))
        .contains(CacheKeys.messages(story.id, 0));
  }

  @Test
  void whoComesGoesOrIsPromotedMakesTheRosterOld() {
    String roster = CacheKeys.roster(story.id);
    story.created("ana", "ben");

    assertThat(outdatedBy(story.added("ana", "cleo"))).containsExactly(roster);
    assertThat(outdatedBy(story.removed("ana", "cleo"))).containsExactly(roster);
    assertThat(outdatedBy(story.handedOver("ana", "ben"))).containsExactly(roster);
    assertThat(outdatedBy(story.settings("ben", null, true))).isEmpty();
  }

  private static Set<String> outdatedBy(ChatEvent... events) {
    Fold fold = new Fold();
    for (ChatEvent event : events) {
      fold.add(new Change.Happened(event));
    }
    return Copies.outdatedBy(fold);
  }
}
