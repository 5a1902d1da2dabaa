package io.viatra.chat.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import org.junit.jupiter.api.Test;

class ToldTest {
  @Test
  void numbersAreThoseOfTheLog() {
    var told = Story.of("ana", "ben").says("ana", "ben", "ana").deletes(2).told;
    assertThat(told.type()).isEqualTo(ConversationType.GROUP);
    assertThat(told.ver()).isEqualTo(5);
    assertThat(told.lastSeq()).isEqualTo(3);
    assertThat(told.members()).isEqualTo(2);
    assertThat(told.faults()).isEmpty();
  }

  @Test
  void unreadLeavesOutOwnDeletedAndSystemMessagesAndWhatWasRead() {
    var story = Story.of("ana", "ben", "carla").says("ana", "ben", "ana", "ben", "ana").deletes(3);
    story.says("ana", MessageType.SYSTEM, null);
    assertThat(story.unread("ana")).isEqualTo(2);
    assertThat(story.unread("ben")).isEqualTo(2);
    assertThat(story.unread("carla")).isEqualTo(4);
    story.reads("carla", 5, 2);
    assertThat(story.unread("carla")).isEqualTo(2);
    story.deletes(1);
    assertThat(story.unread("carla")).isEqualTo(2);
    assertThat(story.unread("ben")).isEqualTo(1);
  }

  @Test
  void whoComesLaterCountsWhatFollows() {
    var story = Story.of("ana", "ben").says("ana", "ben").adds("dora").says("ana");
    assertThat(story.unread("dora")).isEqualTo(1);
    assertThat(story.person("dora").joinedSeq()).isEqualTo(2);
    assertThat(story.person("dora").readSeq()).isEqualTo(2);
    assertThat(story.person("dora").deliveredSeq()).isEqualTo(2);
  }

  @Test
  void whoLeftHasNoUnreadAndWhoComesBackBeginsAnew() {
    var story = Story.of("ana", "ben").says("ana").reads("ben", 1, 1).says("ana");
    story.removes("ben", null).says("ana");
    assertThat(story.person("ben").isMember()).isFalse();
    assertThat(story.person("ben").leftSeq()).isEqualTo(2);
    assertThat(story.person("ben").readSeq()).isEqualTo(1);
    assertThat(story.unread("ben")).isZero();
    story.adds("ben").says("ana");
    assertThat(story.person("ben").leftSeq()).isNull();
    assertThat(story.person("ben").readSeq()).isEqualTo(3);
    assertThat(story.unread("ben")).isEqualTo(1);
  }

  @Test
  void watermarksOnlyRiseInWhateverOrderReceiptsCome() {
    var story = Story.of("ana", "ben").reads("ben", 3, 2).says("ana", "ana", "ana");
    story.reads("ben", 2, 1);
    assertThat(story.person("ben").deliveredSeq()).isEqualTo(3);
    assertThat(story.person("ben").readSeq()).isEqualTo(2);
    story.says("ben", MessageType.TEXT, 3L);
    assertThat(story.person("ben").readSeq()).isEqualTo(3);
    assertThat(story.unread("ben")).isZero();
  }

  @Test
  void rolesFollowHeirsAndGifts() {
    var story = Story.of("ana", "ben", "carla").makesOwner("ben", "ana");
    assertThat(story.person("ana").role()).isEqualTo(Role.ADMIN);
    assertThat(story.person("ben").role()).isEqualTo(Role.OWNER);
    story.removes("ben", "carla");
    assertThat(story.person("carla").role()).isEqualTo(Role.OWNER);
    assertThat(story.told.members()).isEqualTo(2);
  }

  @Test
  void aHoleOrARepetitionInTheLogIsAFault() {
    var holed = Story.of("ana", "ben").skipsVer().says("ana").told;
    assertThat(holed.faults()).containsExactly(new Told.Fault("ver", 2, 3));
    assertThat(holed.ver()).isEqualTo(3);
    var repeated = Story.of("ana", "ben").says("ana").again().says("ben").told;
    assertThat(repeated.faults()).containsExactly(new Told.Fault("ver", 3, 2));
    assertThat(repeated.lastSeq()).isEqualTo(1);
    var gap = Story.of("ana", "ben").saysAt(1L << 52, "ana").told;
    assertThat(gap.faults()).containsExactly(new Told.Fault("seq", 1, 1L << 52));
    assertThat(gap.lastSeq()).isZero();
  }

  @Test
  void aTombstoneBeyondTheHeadIsAFault() {
    assertThat(Story.of("ana", "ben").says("ana").deletes(2).told.faults())
        .containsExactly(new Told.Fault("deleted seq", 1, 2));
  }
}
