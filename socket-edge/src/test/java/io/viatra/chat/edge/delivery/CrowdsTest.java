package io.viatra.chat.edge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.socketio.Encoded;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.CrowdPhase;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CrowdsTest {
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID CROWD = new UUID(1, 2);
  private static final int WAITING_MAX = 10;
  private static final int EARLY_MAX = 50;

  private final FakeSessions sessions = new FakeSessions();
  private final Metrics metrics = new Metrics("test");
  private long now;
  private final Handover handover = new Handover((_, _) -> {}, metrics);
  private final Crowds crowds =
      new Crowds(
          sessions.sessions(), handover, metrics, new Waiters(() -> now, WAITING_MAX, EARLY_MAX));
  private final Barrier barrier = new Barrier(sessions.sessions(), handover, crowds);
  private final LiveDelivery live =
      new LiveDelivery(
          sessions.sessions(),
          new MessageIndex(),
          crowds,
          handover,
          InstantSource.fixed(AT),
          metrics);

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
  void whatTheMailboxHasYetToBringComesFirst() {
    var ana = member("ana", 4);
    happened(6);
    happened(7);
    assertThat(vers(ana)).isEmpty();
    mailed("ana", message(5));
    assertThat(vers(ana)).containsExactly(5L, 6L, 7L);
    later();
    assertThat(resyncs(ana)).isZero();
  }

  @Test
  void whatTheCrowdHasYetToBringComesFirst() {
    var ana = member("ana", 4);
    happened(5);
    mailed("ana", message(8));
    mailed("ana", message(9));
    assertThat(vers(ana)).containsExactly(5L);
    happened(6);
    happened(7);
    assertThat(vers(ana)).containsExactly(5L, 6L, 7L, 8L, 9L);
    later();
    assertThat(resyncs(ana)).isZero();
  }

  @Test
  void whoeverEndsACrowdThatNobodySpokeInHereYetSaysThatThereIsMoreToCome() {
    var ana = member("ana", 4);
    mailed("ana", new ConversationDelivery(conversation(6), List.of("ana"), CrowdPhase.ENDED));
    mailed("ana", message(7));
    assertThat(vers(ana)).isEmpty();
    happened(5);
    assertThat(vers(ana)).containsExactly(5L, 6L, 7L);
    assertThat(resyncs(ana)).isZero();
  }

  @Test
  void aHoleIsAnnouncedAfterThirtySecondsAndTheRestGoesOut() {
    var ana = member("ana", 4);
    happened(6);
    mailed("ana", message(9));
    now += Waiters.PATIENCE_NANOS - 1;
    crowds.tick();
    assertThat(vers(ana)).isEmpty();
    later();
    assertThat(vers(ana)).startsWith(6L);
    later();
    assertThat(vers(ana)).containsExactly(6L, 9L);
    assertThat(resyncs(ana)).isEqualTo(2);
    happened(10);
    assertThat(vers(ana)).containsExactly(6L, 9L, 10L);
  }

  @Test
  void whoIsAlwaysALittleBehindHasNoHole() {
    var ana = member("ana", 4);
    for (long ver = 5; ver < 205; ver += 2) {
      happened(ver + 1);
      happened(ver + 3);
      now += Waiters.PATIENCE_NANOS / 2;
      crowds.tick();
      mailed("ana", message(ver));
      mailed("ana", message(ver + 4));
    }
    assertThat(resyncs(ana)).isZero();
    assertThat(vers(ana))
        .containsExactlyElementsOf(LongStream.rangeClosed(5, 207).boxed().toList());
  }

  @Test
  void whoWaitHoldNoMoreThanSoMuchTogether() {
    var ana = member("ana", 4);
    mailed("ana", new ConversationDelivery(conversation(6), List.of("ana"), CrowdPhase.ENDED));
    long last = 6 + EARLY_MAX;
    for (long ver = 7; ver < last; ver++) {
      mailed("ana", message(ver));
    }
    assertThat(heard(ana)).isEmpty();
    mailed("ana", message(last));
    assertThat(resyncs(ana)).isEqualTo(1);
    assertThat(vers(ana))
        .containsExactlyElementsOf(LongStream.rangeClosed(6, last).boxed().toList());
  }

  @Test
  void noMoreThanSoManyWait() {
    var first = member("first", 4);
    happened(6);
    for (int i = 1; i < WAITING_MAX; i++) {
      var session = member("user" + i, 4);
      assertThat(heard(session)).isEmpty();
    }
    assertThat(heard(first)).isEmpty();
    var last = member("last", 4);
    assertThat(resyncs(first)).isEqualTo(1);
    assertThat(vers(first)).containsExactly(6L);
    assertThat(heard(last)).isEmpty();
  }

  @Test
  @Timeout(60)
  void whatHappenedInAMembershipThatIsOverHoldsNobodyUp() {
    var ana = member("ana", 4);
    happened(5);
    mailed("ana", new RemovalDelivery(CROWD, 8, AT, List.of("ana")));
    assertThat(ana.user().standings().learned(CROWD, 9, 8, 0)).isNotNull();
    happened(6);
    happened(7);
    later();
    assertThat(vers(ana)).containsExactly(5L);
    happened(10);
    assertThat(vers(ana)).containsExactly(5L, 10L);
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
  void aHoleOfWhichNothingIsKeptIsAnnouncedOnce() {
    happened(6);
    for (int i = 0; i <= Crowds.KEPT_MAX; i++) {
      crowds.happened(new CrowdRecord(message(new UUID(7, 7), i + 1), null, null), 100);
    }
    var ana = member("ana", 4);
    barrier.reached(snapshot(ana, 4));
    later();
    assertThat(resyncs(ana)).isEqualTo(1);
    later();
    assertThat(resyncs(ana)).isEqualTo(1);
    happened(7);
    assertThat(vers(ana)).containsExactly(7L);
  }

  @Test
  void whatHappenedBeforeTheRouterKnewOfItFollowsTheSnapshot() {
    happened(5);
    happened(6);
    happened(7);
    var ana = sessions.open("ana");
    barrier.reached(snapshot(ana, 5));
    assertThat(FakeSessions.socket(ana).emitted().getFirst().event()).isEqualTo("session_ready");
    assertThat(vers(ana)).containsExactly(6L, 7L);
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

  @Test
  void everyInterleavingOfBothWaysComesOutInOrder() {
    for (long seed = 0; seed < 2_000; seed++) {
      interleave(seed);
    }
  }

  /// Ten stretches that are in turn a crowd's and not; each way keeps its own order.
  private void interleave(long seed) {
    var dice = new SplittableRandom(seed);
    var story = new CrowdsTest();
    var ana = story.member("ana", 1);
    var ways = List.of(new ArrayDeque<Long>(), new ArrayDeque<Long>());
    long ver = 1;
    for (int stretch = 0; stretch < 10; stretch++) {
      for (int i = dice.nextInt(4); i >= 0; i--) {
        ways.get(stretch % 2).add(++ver);
      }
    }
    // The conversation is met as a crowd at the latest with its first record.
    story.happened(ways.get(1).remove());
    while (!ways.get(0).isEmpty() || !ways.get(1).isEmpty()) {
      int way = ways.get(0).isEmpty() ? 1 : ways.get(1).isEmpty() ? 0 : dice.nextInt(2);
      long next = ways.get(way).remove();
      if (way == 0) {
        story.mailed("ana", story.message(next));
      } else {
        story.happened(next);
      }
    }
    assertThat(vers(ana))
        .as("seed %d", seed)
        .containsExactlyElementsOf(LongStream.rangeClosed(2, ver).boxed().toList());
    assertThat(resyncs(ana)).as("seed %d", seed).isZero();
  }

  private Session member(String user, long ver) {
    var session = sessions.open(user);
    barrier.reached(snapshot(session, ver));
    return session;
  }

  private static SessionSnapshot snapshot(Session session, long ver) {
    return snapshot(session, ver, 1);
  }

  private static SessionSnapshot snapshot(Session session, long ver, long since) {
    var state = new ConversationState(CROWD, ver, ver, 0, 0, 0L, since);
    return new SessionSnapshot(0, session.userId(), session.sid(), List.of(state), 0);
  }

  private void happened(long ver) {
    live.deliver(new CrowdRecord(message(ver), null, null), 100);
  }

  private void mailed(String user, Delivery delivery) {
    live.deliver(new MailboxDelivery(0, List.of(user), delivery, List.of()));
  }

  private MessageDelivery message(long ver) {
    return message(CROWD, ver);
  }

  private static MessageDelivery message(UUID conversation, long ver) {
    return new MessageDelivery(Samples.message(conversation, ver, ver, "somebody"), List.of());
  }

  private static ConversationDelivery frame(long ver, String user, long joinedSeq) {
    var member = new MemberState(user, Role.MEMBER, joinedSeq, joinedSeq, joinedSeq, null);
    return new ConversationDelivery(conversation(ver, member), List.of(user));
  }

  private static ConversationSnapshot conversation(long ver, MemberState... members) {
    return new ConversationSnapshot(
        CROWD, ver, AT, ConversationType.CHANNEL, "all", null, null, ver, AT, List.of(members));
  }

  private void later() {
    now += Waiters.PATIENCE_NANOS + 1;
    crowds.tick();
  }

  private static List<JsonNode> heard(Session session) {
    return FakeSessions.socket(session).encoded().stream().map(CrowdsTest::json).toList();
  }

  private static JsonNode json(EncodedEvent event) {
    try {
      return JSON.readTree(Encoded.text(event).substring(1));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> events(Session session) {
    return heard(session).stream().map(event -> event.get(0).asText()).toList();
  }

  private static List<Long> vers(Session session) {
    return heard(session).stream()
        .map(event -> event.get(1).get("ver"))
        .filter(Objects::nonNull)
        .map(JsonNode::asLong)
        .toList();
  }

  private static long resyncs(Session session) {
    return events(session).stream().filter("resync_required"::equals).count();
  }
}
