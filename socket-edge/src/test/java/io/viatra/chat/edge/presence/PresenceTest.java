package io.viatra.chat.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeTimer;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.socketio.Encoded;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes over one store of leases. Time passes in steps of half a second, as the nodes sweep.
class PresenceTest {
  private static final PresenceSettings SETTINGS = PresenceSettings.DEFAULTS;
  private static final Duration STEP = Presence.SWEEP;

  private final UUID conversation = UUID.randomUUID();
  private final FakeCircle circle = new FakeCircle();
  private final FakeBus.Store store = new FakeBus.Store();
  private final Node here = new Node();
  private final Node there = new Node();
  private final Session ana = here.open("ana");

  private final class Node {
    private final FakeTimer timer = new FakeTimer();
    private final FakeBus bus = new FakeBus(store, SETTINGS);
    private final FakeSessions sessions = new FakeSessions();
    private final Presence presence =
        new Presence(
            SETTINGS,
            bus,
            new Questions(circle, timer, Runnable::run),
            store::now,
            new Metrics("test"));
    private boolean dead;

    Node() {
      bus.hearer(presence);
      presence.start(timer);
    }

    Session open(String userId) {
      var session = sessions.ready(userId);
      presence.opened(session);
      bus.round();
      return session;
    }

    void step() {
      if (!dead) {
        bus.round();
        timer.pass(STEP);
        bus.round();
      }
    }
  }

  @BeforeEach
  void acquaint() {
    circle.conversation(conversation, "ana", "ben", "eve");
    circle.conversation(UUID.randomUUID(), "ben", "zoe");
  }

  @Test
  void theStateIsToldAtOnceAndThenEveryChange() {
    here.presence.watch(ana, Set.of("ben"));
    pass(STEP);
    assertThat(told(ana)).containsExactly("user_offline ben null");
    there.open("ben");
    pass(STEP);
    assertThat(told(ana)).containsExactly("user_offline ben null", "user_online ben at 0s");
  }

  @Test
  void whoLeavesIsOfflineAfterTheGraceAndNotBefore() {
    var ben = there.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    pass(Duration.ofSeconds(30));
    there.presence.gone(ben);
    pass(SETTINGS.grace().minus(STEP));
    assertThat(told(ana)).containsExactly("user_online ben at 0s");
    pass(Duration.ofSeconds(1));
    assertThat(told(ana)).last().isEqualTo("user_offline ben at 30s");
  }

  @Test
  void whoComesBackWithinTheGraceWasNeverAway() {
    var ben = there.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    pass(STEP);
    there.presence.gone(ben);
    pass(SETTINGS.grace().minusSeconds(1));
    here.open("ben");
    pass(Duration.ofMinutes(2));
    assertThat(told(ana)).containsExactly("user_online ben at 0s");
  }

  @Test
  void anyLiveDeviceIsEnough() {
    var phone = there.open("ben");
    here.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    pass(STEP);
    there.presence.gone(phone);
    pass(Duration.ofMinutes(5));
    assertThat(told(ana)).containsExactly("user_online ben at 0s");
  }

  @Test
  void thePeopleOfANodeThatDiedGoOfflineByThemselves() {
    there.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    pass(Duration.ofSeconds(30));
    there.dead = true;
    pass(SETTINGS.lease().minusSeconds(11));
    assertThat(told(ana)).containsExactly("user_online ben at 0s");
    pass(SETTINGS.grace().plusSeconds(12));
    assertThat(told(ana)).last().asString().startsWith("user_offline ben at");
  }

  @Test
  void aLiveLeaseIsNotLookedAtBeforeItsEnd() {
    there.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    pass(Duration.ofMinutes(10));
    assertThat(told(ana)).containsExactly("user_online ben at 0s");
  }

  @Test
  void strangersAndPeopleWhoDoNotExistAreNeverTold() {
    there.open("zoe");
    here.presence.watch(ana, Set.of("zoe", "nobody", "ana"));
    pass(Duration.ofMinutes(2));
    assertThat(told(ana)).isEmpty();
  }

  @Test
  void whoJoinsWatchesTheMembersUntilLeaving() {
    var ben = there.open("ben");
    here.presence.joined(ana, conversation);
    pass(STEP);
    assertThat(told(ana))
        .containsExactlyInAnyOrder("user_online ben at 0s", "user_offline eve null");
    here.presence.left(ana, conversation);
    there.presence.gone(ben);
    pass(Duration.ofMinutes(1));
    assertThat(told(ana)).hasSize(2);
  }

  @Test
  void leavingARoomEndsNoWatchThatWasAskedForByName() {
    here.presence.watch(ana, Set.of("ben"));
    here.presence.joined(ana, conversation);
    here.presence.left(ana, conversation);
    there.open("ben");
    pass(STEP);
    assertThat(told(ana)).contains("user_online ben at 0s");
  }

  @Test
  void aRemovalEndsWatchingInBothDirectionsAndOnAllNodes() {
    var ben = there.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    here.presence.joined(ana, conversation);
    there.presence.watch(ben, Set.of("ana"));
    pass(STEP);
    int before = told(ana).size();
    assertThat(told(ben)).hasSize(1);

    circle.remove(conversation, "ben");
    there.presence.removed(ben.user(), conversation);
    there.presence.gone(ben);
    here.presence.gone(ana);
    pass(Duration.ofMinutes(2));
    assertThat(told(ben)).hasSize(1);
    assertThat(told(ana)).hasSize(before);
  }

  @Test
  void afterARemovalAnotherSharedConversationIsGroundEnough() {
    circle.conversation(UUID.randomUUID(), "ana", "ben");
    var ben = there.open("ben");
    there.presence.watch(ben, Set.of("ana"));
    pass(STEP);
    circle.remove(conversation, "ben");
    there.presence.removed(ben.user(), conversation);
    here.presence.gone(ana);
    pass(Duration.ofMinutes(1));
    assertThat(told(ben)).last().asString().startsWith("user_offline ana at");
  }

  @Test
  void untilTheReadModelHasTheRemovalNothingIsWatched() {
    var ben = there.open("ben");
    there.presence.watch(ben, Set.of("ana"));
    pass(STEP);
    there.presence.removed(ben.user(), conversation);
    here.presence.gone(ana);
    pass(Duration.ofSeconds(5));
    circle.remove(conversation, "ben");
    pass(Duration.ofMinutes(1));
    assertThat(told(ben)).hasSize(1);
  }

  @Test
  void aRemovalThatNobodyHeardOfCountsWithTheNextCheck() {
    here.presence.watch(ana, Set.of("ben"));
    here.presence.joined(ana, conversation);
    pass(STEP);
    circle.remove(conversation, "ben");
    pass(Presence.CHECK.plusSeconds(1));
    int before = told(ana).size();
    there.open("ben");
    pass(STEP);
    assertThat(told(ana)).hasSize(before);
  }

  @Test
  void aFlushOfRedisIsNotSeenByAnybody() {
    there.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    pass(Duration.ofSeconds(74));
    store.flush();
    pass(Duration.ofMinutes(3));
    assertThat(told(ana)).containsExactly("user_online ben at 0s");
  }

  @Test
  void whoBeginsToWatchAfterAFlushKnowsOneHeartbeatLater() {
    there.open("ben");
    pass(Duration.ofSeconds(1));
    store.flush();
    here.presence.watch(ana, Set.of("ben"));
    pass(SETTINGS.heartbeat());
    assertThat(told(ana)).last().asString().startsWith("user_online ben at");
  }

  @Test
  void whatWasShownStaysWhileRedisIsAway() {
    there.open("ben");
    here.presence.watch(ana, Set.of("ben"));
    pass(STEP);
    here.bus.away(true);
    pass(Duration.ofMinutes(10));
    assertThat(told(ana)).containsExactly("user_online ben at 0s");
    there.dead = true;
    pass(Duration.ofMinutes(2));
    here.bus.away(false);
    pass(Duration.ofMinutes(1));
    assertThat(told(ana)).last().asString().startsWith("user_offline ben");
  }

  @Test
  void aSocketThatIsBehindIsToldLaterAndOnlyWhatHoldsThen() {
    var socket = FakeSessions.socket(ana);
    here.presence.watch(ana, Set.of("ben"));
    pass(STEP);
    socket.slow(true);
    var ben = there.open("ben");
    pass(STEP);
    there.presence.gone(ben);
    pass(Duration.ofMinutes(1));
    there.open("ben");
    pass(STEP);
    socket.slow(false);
    pass(Duration.ofSeconds(2));
    assertThat(told(ana)).hasSize(2).last().asString().startsWith("user_online ben");
  }

  @Test
  void aSocketWatchesSoManyAndLetsGoOfTheFirst() {
    var all = new ArrayList<String>();
    for (int i = 0; i <= Watches.NAMED_MAX; i++) {
      all.add("friend-" + i);
    }
    circle.conversation(UUID.randomUUID(), all.toArray(String[]::new));
    all.forEach(id -> circle.conversation(UUID.randomUUID(), "ana", id));
    all.forEach(id -> here.presence.watch(ana, List.of(id)));
    pass(STEP);
    int before = told(ana).size();
    there.open("friend-0");
    there.open("friend-1");
    pass(STEP);
    assertThat(told(ana).subList(before, told(ana).size()))
        .containsExactly("user_online friend-1 at 0s");
  }

  @Test
  void aSocketThatEndedWatchesNobody() {
    here.presence.watch(ana, Set.of("ben"));
    here.presence.gone(ana);
    assertThat(here.presence.watch(ana, Set.of("ben"))).isTrue();
    here.presence.joined(ana, conversation);
    there.open("ben");
    pass(STEP);
    assertThat(told(ana)).isEmpty();
  }

  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= STEP.toMillis()) {
      here.step();
      there.step();
      store.pass(STEP);
    }
    here.step();
    there.step();
  }

  /// What a socket was told: event, user, and the time since the beginning.
  private static List<String> told(Session session) {
    return FakeSessions.socket(session).encoded().stream()
        .map(Encoded::text)
        .map(PresenceTest::brief)
        .toList();
  }

  private static String brief(String packet) {
    var fields = packet.replaceAll("[\\[\\]{}\"]", "").substring(1).split(",");
    var user = fields[1].substring("userId:".length());
    var time = fields[2].substring(fields[2].indexOf(':') + 1);
    return fields[0] + " " + user + " " + (time.equals("null") ? "null" : "at " + since(time));
  }

  private static String since(String time) {
    var at = Instant.parse(time);
    return Duration.between(Samples.AT, at).toSeconds() + "s";
  }
}
