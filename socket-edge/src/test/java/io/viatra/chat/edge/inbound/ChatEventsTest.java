package io.viatra.chat.edge.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.viatra.chat.edge.FakeAck;
import io.viatra.chat.edge.FakeOutlet;
import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeSocket;
import io.viatra.chat.edge.FakeTimer;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.presence.FakeCircle;
import io.viatra.chat.edge.presence.Presence;
import io.viatra.chat.edge.presence.PresenceSettings;
import io.viatra.chat.edge.resume.Missed;
import io.viatra.chat.edge.resume.Resumes;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.TokenBucket;
import io.viatra.chat.edge.socketio.Ack;
import io.viatra.chat.edge.socketio.Event;
import io.viatra.chat.edge.socketio.SocketHandler;
import io.viatra.chat.edge.typing.FakeBus;
import io.viatra.chat.edge.typing.Typing;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.mailbox.ConversationState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatEventsTest {
  private final UUID conversation = UUID.randomUUID();
  private final FakeOutlet outlet = new FakeOutlet();
  private final FakeTimer timer = new FakeTimer();
  private final FakeBus bus = new FakeBus();
  private final Metrics metrics = new Metrics("test");
  private final MessageIndex index = new MessageIndex();
  private final Switchable limits = new Switchable();
  private final Answering reads = new Answering();
  private final FakeCircle circle = new FakeCircle();
  private final Presence presence =
      new Presence(
          PresenceSettings.DEFAULTS,
          new io.viatra.chat.edge.presence.FakeBus(),
          circle,
          timer,
          () -> Samples.AT,
          metrics);
  private final FakeSessions sessions = new FakeSessions();
  private final Session session = sessions.ready("ana");
  private final SocketHandler socket =
      new ChatEvents(
              new ChatEvents.Reading(
                  new Conversations(reads, index),
                  index,
                  new Resumes(this::missed, index, metrics)),
              limits,
              new ChatEvents.Publishing(outlet, new ReceiptWindow(outlet, timer, metrics)),
              new ChatEvents.Ephemeral(new Typing(bus, () -> Samples.AT, metrics), presence),
              metrics)
          .of(session);

  @BeforeEach
  void knowTheConversation() {
    session
        .user()
        .standings()
        .snapshot(List.of(new ConversationState(conversation, 9, 8, 3, 5, 0L, 1L)), false);
  }

  @Test
  void anAckComesAfterTheLogAndNotBefore() {
    var ack = hear("send_message", "\"content\": \"x\"");
    assertThat(ack.replies()).isEmpty();
    outlet.sent().getFirst().settle();
    assertThat(ack.reply()).startsWith("{\"ok\":true,\"message\":{");
  }

  @Test
  void aLimitIsToldWithItsTime() {
    limits.messages = Duration.ofMillis(250);
    assertThat(hear("send_message", "\"content\": \"x\"").reply())
        .contains("RATE_LIMITED", "\"retryAfterMs\":250");
    assertThat(outlet.sent()).isEmpty();
  }

  @Test
  void watchingIsAckedAlikeForPeopleOneKnowsAndForStrangers() {
    circle.conversation(conversation, "ana", "ben");
    assertThat(hear("watch_presence", "\"userIds\": [\"ben\"]").reply()).isEqualTo("{\"ok\":true}");
    assertThat(hear("watch_presence", "\"userIds\": [\"nobody\", \"x@y\"]").reply())
        .isEqualTo("{\"ok\":true}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ben\"", "[7]", "[\"a b\"]", "[\"\"]", "null"})
  void aWatchOfWhatAreNoPeopleIsRefused(String ids) {
    assertThat(hear("watch_presence", "\"userIds\": " + ids).reply()).contains("INVALID");
    assertThat(circle.asked()).isEmpty();
  }

  @Test
  void aWatchOfMoreThanAHundredIsRefused() {
    var many = "\"u\",".repeat(Presence.IDS_MAX) + "\"u\"";
    assertThat(hear("watch_presence", "\"userIds\": [" + many + "]").reply())
        .containsAnyOf("INVALID", "TOO_LARGE");
  }

  @Test
  void whileNobodyCanSayWhoMayBeWatchedTheClientIsToldToComeBack() {
    circle.away(true);
    assertThat(hear("watch_presence", "\"userIds\": [\"ben\"]").reply())
        .contains("UNAVAILABLE", "retryAfterMs");
  }

  @Test
  void tooManyEventsOfAnyKindAreRefused() {
    for (int i = 0; i < 3; i++) {
      hear("typing_stop", "\"x\": 1");
    }
    assertThat(hear("typing_stop", "\"x\": 1").reply()).contains("RATE_LIMITED");
  }

  @Test
  void anUnreachableReadModelIsUnavailableAndNotNotFound() {
    reads.answer = new Reads.Conversation.Unreachable();
    assertThat(hearOf(UUID.randomUUID(), "join_conversation", "\"x\": 1").reply())
        .contains("UNAVAILABLE");
  }

  @Test
  void aForeignConversationAnswersAsOneThatDoesNotExist() {
    reads.answer = new Reads.Conversation.Absent();
    var foreign = hearOf(UUID.randomUUID(), "mark_read", "\"upToSeq\": 1").reply();
    var malformed = new FakeAck();
    socket.onEvent(
        new Event(
            "mark_read",
            List.of(tree("{\"conversationId\": \"1-1-1-1-1\", \"upToSeq\": 1}")),
            malformed));
    assertThat(foreign).isEqualTo(malformed.reply()).contains("NOT_FOUND");
  }

  @Test
  void whatIsReadAlreadyNeedsNoCommand() {
    assertThat(hear("mark_read", "\"upToSeq\": 3").reply()).isEqualTo("{\"ok\":true}");
    assertThat(hear("mark_delivered", "\"messageIds\": []").reply()).isEqualTo("{\"ok\":true}");
    assertThat(outlet.sent()).isEmpty();
  }

  @Test
  void aHeadThatMovedOnTheOtherWayIsAskedFor() {
    reads.answer = new Reads.Conversation.Found(13, 12, 0, false);
    hear("mark_read", "\"upToSeq\": 12");
    assertThat(outlet.sent()).hasSize(1);
    assertThat(((MarkRead) outlet.sent().getFirst().value()).upToSeq()).isEqualTo(12);
    assertThat(hear("mark_read", "\"upToSeq\": 13").reply()).contains("BAD_SEQ");
  }

  @Test
  void aMillionIdsAreTooMany() {
    var ids = "\"x\",".repeat(2_000) + "\"x\"";
    assertThat(hear("mark_read", "\"messageIds\": [" + ids + "]").reply()).contains("TOO_LARGE");
  }

  @Test
  void withoutAnAckAFailureIsAnErrorEvent() {
    socket.onEvent(new Event("make_coffee", List.of(), Ack.UNWANTED));
    assertThat(FakeSessions.socket(session).emitted())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.event()).isEqualTo("error");
          assertThat(event.args().getFirst().path("code").asText()).isEqualTo("UNKNOWN_EVENT");
        });
  }

  @Test
  void aBugIsInternalAndTheSocketStays() {
    reads.answer = null;
    assertThat(hearOf(UUID.randomUUID(), "join_conversation", "\"x\": 1").reply())
        .contains("INTERNAL");
    assertThat(hear("join_conversation", "\"x\": 1").reply()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void aSocketThatEndsLeavesItsRooms() {
    hear("join_conversation", "\"x\": 1");
    assertThat(bus.watched()).containsExactly(conversation);
    socket.onDisconnect(CloseReason.CLIENT_GONE);
    assertThat(bus.watched()).isEmpty();
  }

  @Test
  void whatWasMissedComesBeforeTheAckOfAResume() {
    var ack = hear("resume", "\"conversations\": {\"" + conversation + "\": 7, \"x\": 1}");
    await().until(() -> !ack.replies().isEmpty());
    assertThat(ack.reply())
        .isEqualTo("{\"ok\":true,\"conversations\":{\"" + conversation + "\":9}}");
    assertThat(FakeSessions.socket(session).emitted())
        .extracting(FakeSocket.Emitted::event)
        .containsExactly("new_message", "message_updated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"conversations\": []",
        "\"conversations\": null",
        "\"x\": 1",
        "\"conversations\": {\"x\": -1}",
        "\"conversations\": {\"x\": 1.5}",
        "\"conversations\": {\"x\": \"1\"}",
        "\"conversations\": {\"x\": 9007199254740992}",
        "\"conversations\": {\"x\": 99999999999999999999}"
      })
  void aResumeFromNowhereIsInvalid(String fields) {
    assertThat(hear("resume", fields).reply()).contains("INVALID");
  }

  @Test
  void aResumeOfTooManyIsTooLarge() {
    var many =
        IntStream.rangeClosed(0, Resumes.CONVERSATIONS_MAX)
            .mapToObj(i -> "\"" + new UUID(0, i) + "\": 1")
            .collect(Collectors.joining(","));
    assertThat(hear("resume", "\"conversations\": {" + many + "}").reply()).contains("TOO_LARGE");
  }

  /// Two events up to 9, one above.
  private Missed.Answer missed(Session asking, UUID id, long since, @Nullable Long upTo) {
    assertThat(List.of(id, since, String.valueOf(upTo))).isEqualTo(List.of(conversation, 7L, "9"));
    return new Missed.Answer.Changes(
        10,
        List.of(
            new Missed.Change(10, "message_updated", tree("{\"ver\": 10}")),
            new Missed.Change(9, "message_updated", tree("{\"ver\": 9}")),
            new Missed.Change(8, "new_message", tree("{\"ver\": 8}"))));
  }

  private FakeAck hear(String event, String fields) {
    return hearOf(conversation, event, fields);
  }

  private FakeAck hearOf(UUID id, String event, String fields) {
    var ack = new FakeAck();
    socket.onEvent(
        new Event(
            event, List.of(tree("{\"conversationId\": \"" + id + "\", " + fields + "}")), ack));
    return ack;
  }

  private static com.fasterxml.jackson.databind.JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// Says what the test wants; null is a bug.
  private static final class Answering implements Reads {
    private Reads.@Nullable Conversation answer = new Reads.Conversation.Absent();

    @Override
    public Conversation conversation(Session session, UUID conversationId) {
      if (answer == null) {
        throw new IllegalStateException("a bug");
      }
      return answer;
    }

    @Override
    public Message message(Session session, UUID conversationId, UUID messageId) {
      return new Message.Absent();
    }
  }

  private static final class Switchable implements EventLimits {
    private @Nullable Duration messages;

    @Override
    public TokenBucket events() {
      return new TokenBucket(3, Duration.ofSeconds(1), () -> 0);
    }

    @Override
    public @Nullable Duration message(String userId, UUID conversationId) {
      return messages;
    }

    @Override
    public @Nullable Duration typing(String userId, UUID conversationId) {
      return null;
    }
  }
}
