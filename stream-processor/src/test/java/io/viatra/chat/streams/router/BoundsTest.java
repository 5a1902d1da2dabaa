package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.session.SessionOpened;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What happens where something would grow without end.
class BoundsTest {
  private static final long NOW = Chat.AT.toEpochMilli();

  private final MapState state = new MapState();
  private final Routing routing = new Routing(state, RouterTimers.DEFAULTS);

  private void carryOut(Decision decision) {
    state.carryOut(decision);
  }

  private void open(String user) {
    carryOut(routing.decide(new SessionOpened(user, user, null, "edge-a", 0, 1, Chat.AT), NOW));
  }

  @Test
  void tooManyPendingPushesAreDecidedEarlyAndLiveSocketsTrusted() {
    var chat = Chat.of(new UUID(1, 1), "ann", "bob", "cid");
    carryOut(routing.decide(chat.frame(), NOW, NOW));
    open("cid");
    var first = chat.messageId(1);
    carryOut(routing.decide(chat.message("ann"), NOW, NOW));
    assertThat(state.pending).hasSize(2);

    var nobody = new PendingPush(first, List.of());
    for (int i = 0; i < PushRules.PENDING_MAX; i++) {
      state.pending.put(
          new PendingKey(NOW + 60_000, new UUID(2, i), 1, Waiting.UNDELIVERED), nobody);
    }
    var decision = routing.push(NOW);
    carryOut(decision);
    assertThat(state.pending).hasSize(PushRules.PENDING_MAX);
    assertThat(decision.outgoing())
        .singleElement()
        .isInstanceOfSatisfying(
            Outgoing.ToPush.class, push -> assertThat(push.request().userId()).isEqualTo("bob"));
  }

  @Test
  void aTickLooksAtSoManyRecipientsAndTheNextGoesOn() {
    var many = LongStream.range(0, 1_000).mapToObj(i -> "u" + i).toList();
    for (int i = 0; i < 50; i++) {
      state.pending.put(
          new PendingKey(NOW, new UUID(1, i), 1, Waiting.OFFLINE),
          new PendingPush(new UUID(3, i), many));
    }
    carryOut(routing.push(NOW));
    assertThat(state.pending).hasSize(50 - PushRules.RECIPIENTS_PER_TICK / 1_000);
    carryOut(routing.push(NOW));
    carryOut(routing.push(NOW));
    assertThat(state.pending).isEmpty();
  }

  @Test
  void aSnapshotThatMustBeCutKeepsWhatIsUnreadAndThenWhatIsActive() {
    int conversations = SessionRules.SNAPSHOT_MAX + 10;
    for (int i = 0; i < conversations; i++) {
      var id = new UUID(1, i);
      state.heads.put(id, new Head(2, 1, i, SeqSet.EMPTY, false));
      var row = InboxRow.NONE.joined(1, 0, 0, 0);
      boolean unread = i < 5;
      carryOutRow("bob", id, unread ? row : row.receipt(1, 1));
    }
    var decision =
        routing.decide(new SessionOpened("bob", "s1", null, "edge-a", 0, 1, Chat.AT), NOW);
    var snapshot = (SessionSnapshot) ((Outgoing.ToMailbox) decision.outgoing().getFirst()).record();
    assertThat(snapshot.conversations()).hasSize(SessionRules.SNAPSHOT_MAX);
    assertThat(snapshot.totalUnread()).isEqualTo(5);
    assertThat(snapshot.conversations().subList(0, 5)).allMatch(standing -> standing.unread() == 1);
    assertThat(snapshot.conversations())
        .extracting(ConversationState::conversationId)
        .contains(new UUID(1, conversations - 1))
        .doesNotContain(new UUID(1, 6));
  }

  private void carryOutRow(String user, UUID id, InboxRow row) {
    var decision = new Decision();
    decision.put(new Put.OfInbox(user, id, row));
    state.carryOut(decision);
  }

  @Test
  void whoWritesForEverWithoutReadingHasSeenWhatStoodBeforeTheFirst() {
    var row = InboxRow.NONE.joined(1, 0, 0, 0);
    long last = 2L * (InboxRow.OWN_RANGES_MAX + 3);
    for (long seq = 2; seq <= last; seq += 2) {
      row = row.wrote(seq);
    }
    assertThat(row.own().ranges()).isLessThanOrEqualTo(InboxRow.OWN_RANGES_MAX);
    assertThat(row.base()).isEqualTo(6);
    assertThat(StateValues.inbox(row)).hasSizeLessThan(8 * 1024);
  }

  @Test
  void moreDeletionsThanAHeadHoldsForgetTheOldest() {
    var head = Head.NONE;
    for (long seq = 2; seq <= 2L * (Head.UNCOUNTED_RANGES_MAX + 3); seq += 2) {
      head = head.deleted(seq, seq);
    }
    assertThat(head.uncounted().ranges()).isEqualTo(Head.UNCOUNTED_RANGES_MAX);
    assertThat(head.uncounted().contains(2)).isFalse();
    assertThat(StateValues.head(head)).hasSizeLessThan(8 * 1024);
  }
}
