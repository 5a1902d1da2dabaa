package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.streams.router.InboxRow.Mute;
import io.viatra.chat.streams.router.InboxRow.Watermarks;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateValuesTest {
  private static final SeqSet SEQS = SeqSet.EMPTY.with(1_000_003).with(1_000_007).with(1_000_008);

  @Test
  void whatIsStoredIsReadBack() {
    var head = new Head(1_200_000, 1_000_010, 1_795_000_000_000L, SEQS, true);
    assertThat(StateValues.head(StateValues.head(head))).isEqualTo(head);

    var marks = new Watermarks(1_000_000, 1_000_009, 3);
    var row =
        new InboxRow(77, true, 999_000, 1_000_001, marks, new Mute(1_795_000_000_000L, 3), SEQS);
    assertThat(StateValues.inbox(StateValues.inbox(row))).isEqualTo(row);

    var sessions =
        new Sessions(
            List.of(
                new Session("s1", null, "edge-a", 63, 1_795_000_000_000L),
                new Session("s2", "phone", "edge-b", 0, 0)));
    assertThat(StateValues.sessions(StateValues.sessions(sessions))).isEqualTo(sessions);

    var push = new PendingPush(new UUID(3, 4), List.of("ann", "bob"));
    assertThat(StateValues.pending(StateValues.pending(push))).isEqualTo(push);

    var key = new PendingKey(1_795_000_000_000L, new UUID(-1, -2), 5, Waiting.RETURNED);
    assertThat(StateKeys.pending(StateKeys.pending(key))).isEqualTo(key);
    var id = new UUID(-7, 8);
    assertThat(StateKeys.conversationOf(StateKeys.inbox("ann", id))).isEqualTo(id);
  }

  @Test
  void aRowFromBeforeSettingsHadARevisionIsRead() {
    byte[] old = {1, 1, 7, 5, 0, 2, 4, 9, 0};
    var marks = new Watermarks(5, 6, 7);
    assertThat(StateValues.inbox(old))
        .isEqualTo(new InboxRow(7, true, 5, 5, marks, new Mute(9, 0), SeqSet.EMPTY));
  }

  @Test
  void aRowFromBeforeItSaidWhereItBeganBeganAtItsBase() {
    byte[] old = {2, 1, 7, 5, 0, 2, 4, 9, 1, 0};
    var marks = new Watermarks(5, 6, 7);
    assertThat(StateValues.inbox(old))
        .isEqualTo(new InboxRow(7, true, 5, 5, marks, new Mute(9, 1), SeqSet.EMPTY));
  }

  @Test
  void aHeadFromBeforeCrowdsIsNone() {
    byte[] old = {1, 7, 5, 9, 0};
    assertThat(StateValues.head(old)).isEqualTo(new Head(7, 5, 9, SeqSet.EMPTY, false));
  }

  @Test
  void aRowOfSomebodyWhoHasReadEverythingIsSmall() {
    var marks = new Watermarks(1_000_000, 1_000_000, 999_990);
    var row = new InboxRow(3, true, 999_990, 1_000_000, marks, Mute.NONE, SeqSet.EMPTY);
    assertThat(StateValues.inbox(row)).hasSizeLessThan(18);
  }

  @Test
  void pendingPushesSortByTheTimeTheyAreDue() {
    var early = StateKeys.pending(new PendingKey(9, new UUID(5, 5), 9, Waiting.RETURNED));
    var late = StateKeys.pending(new PendingKey(10, new UUID(0, 0), 1, Waiting.OFFLINE));
    assertThat(early).isLessThan(late);
    assertThat(StateKeys.pendingAfter(9)).isGreaterThan(early).isLessThan(late);
  }

  @Test
  void aValueOfAnotherVersionStopsTheTask() {
    byte[] value = StateValues.head(Head.NONE);
    value[0] = 9;
    assertThatThrownBy(() -> StateValues.head(value)).isInstanceOf(IllegalStateException.class);
  }
}
