package io.viatra.chat.edge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.MessageDeleted;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who is in a crowd, since when, and no longer.
class CrowdMembersTest extends CrowdScene {
  @Test
  void everyMemberHereGetsItAndNobodyElse() {
    var ana = member("ana", 4);
    var ben = member("ben", 4);
    var stranger = sessions.ready("cid");
    happened(5);
    assertThat(vers(ana)).containsExactly(5L);
    assertThat(vers(ben)).containsExactly(5L);
    assertThat(heard(stranger)).isEmpty();
  }

  @Test
  void whoIsOutIsNotLedBackByAReadModelThatLags() {
    var ana = member("ana", 4);
    happened(5);
    live.deliver(
        new CrowdRecord(new ConversationDelivery(conversation(6), List.of()), null, "ana"), 100);
    assertThat(ana.user().standings().learned(CROWD, 5, 5, 0)).isNull();
    happened(7);
    assertThat(vers(ana)).containsExactly(5L);
  }

  @Test
  void whoJoinsWhileItGoesOnMissesNothing() {
    var ben = sessions.ready("ben");
    happened(5);
    happened(6);
    mailed("ben", frame(5, "ben", 4));
    assertThat(vers(ben)).containsExactly(5L, 6L);
    happened(7);
    assertThat(vers(ben)).containsExactly(5L, 6L, 7L);
  }

  @Test
  void whoWasPutOutGetsNothingMore() {
    var ana = member("ana", 4);
    happened(5);
    mailed("ana", new RemovalDelivery(CROWD, 6, AT, List.of("ana")));
    happened(6);
    happened(7);
    assertThat(vers(ana)).containsExactly(5L);
  }

  @Test
  void aRemovalActsAtOnceHoweverLateTheMailboxIs() {
    var ana = member("ana", 4);
    var ben = member("ben", 4);
    var frame = new ConversationDelivery(conversation(5), List.of());
    live.deliver(new CrowdRecord(frame, null, "ana"), 100);
    happened(6);
    mailed("ana", new RemovalDelivery(CROWD, 5, AT, List.of("ana")));
    assertThat(events(ana)).containsExactly("conversation_removed");
    assertThat(events(ben)).containsExactly("conversation_updated", "new_message");
  }

  @Test
  void aSnapshotFromBeforeTheRemovalBringsNobodyBack() {
    var ana = member("ana", 4);
    var frame = new ConversationDelivery(conversation(6), List.of());
    happened(5);
    live.deliver(new CrowdRecord(frame, null, "ana"), 100);
    barrier.reached(snapshot(ana, 4));
    happened(7);
    mailed("ana", message(4));
    assertThat(events(ana)).containsExactly("new_message", "conversation_removed");
    mailed("ana", frame(9, "ana", 7));
    happened(10);
    assertThat(vers(ana)).containsExactly(5L, 9L, 10L);
  }

  @Test
  void aRouterThatForgotTheRemovalInACrashOpensNothing() {
    var frame = new ConversationDelivery(conversation(5), List.of());
    live.deliver(new CrowdRecord(frame, null, "ana"), 100);
    happened(6);
    var ana = sessions.open("ana");
    barrier.reached(snapshot(ana, 6));
    happened(7);
    assertThat(heard(ana)).isEmpty();
    assertThat(FakeSessions.socket(ana).emitted().getFirst().args().getFirst())
        .hasToString("{\"conversations\":{},\"totalUnread\":0}");

    var back = sessions.open("ana");
    barrier.reached(snapshot(back, 8, 8));
    happened(9);
    assertThat(vers(back)).containsExactly(9L);
  }

  @Test
  void whoCameAfterAMessageIsToldOfTheConversationAndNotOfTheMessage() {
    var old = member("old", 8);
    var young = sessions.ready("young");
    mailed("young", frame(8, "young", 4));
    var target = new MessageRef(UUID.randomUUID(), 3, "old", MessageType.TEXT, "c3", AT);
    var deleted = new MessageDeleted(CROWD, 9, AT, target, "old");
    live.deliver(
        new CrowdRecord(new TombstoneDelivery(deleted, List.of(), null), conversation(9), null),
        100);
    assertThat(events(old)).containsExactly("message_updated");
    assertThat(events(young)).containsExactly("conversation_updated", "conversation_updated");
    assertThat(vers(young)).containsExactly(8L, 9L);
    var shared = heard(young).getLast().get(1);
    assertThat(shared.has("participants")).isFalse();
    assertThat(shared.has("unreadCount")).isFalse();
  }
}
