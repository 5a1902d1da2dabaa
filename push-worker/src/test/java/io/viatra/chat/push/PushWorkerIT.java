package io.viatra.chat.push;

import static io.viatra.chat.push.PushStage.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.push.PushOutcome;
import io.viatra.chat.schemas.push.PushResult;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.FcmBehaviour;
import io.viatra.chat.testkit.FcmBehaviour.Kind;
import io.viatra.chat.testkit.ReceivedPush;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every answer of FCM, through the whole service.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushWorkerIT {
  /// All with a phone from before the worker starts: what registers later is known some
  /// milliseconds after it was written, and nobody could say when.
  private static final List<String> PEOPLE =
      List.of("ann", "bob", "cid", "dan", "eve", "fay", "hal", "ida", "jim");

  private PushStage stage;
  private Running worker;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    stage = PushStage.open(data);
    for (String user : PEOPLE) {
      stage.register(user, "phone", user + "-phone");
    }
    for (Kind kind : Kind.values()) {
      stage.register("dead-" + kind, "phone", "dead-" + kind + "-phone");
      stage.register("again-" + kind, "phone", "again-" + kind + "-phone");
    }
    for (String user : List.of("ann", "dan", "hal")) {
      stage.register(user, "tablet", user + "-tablet");
    }
    worker = stage.worker();
  }

  @AfterAll
  void close() throws Exception {
    worker.close();
    stage.close();
  }

  @Test
  void eachDeviceGetsOneRequestWithIdsBadgeAndTheFixedText() {
    var conversation = UUID.randomUUID();
    var request = request("ann", conversation, 7);
    stage.ask(request);
    assertThat(stage.outcomes("ann", 2))
        .containsExactly(PushOutcome.ACCEPTED, PushOutcome.ACCEPTED);
    for (String token : List.of("ann-phone", "ann-tablet")) {
      assertThat(stage.fcm.received(token))
          .singleElement()
          .satisfies(push -> {
            var message = push.message();
            assertThat(message.at("/notification/title").asText()).isEqualTo("New message");
            assertThat(message.path("data").size()).isEqualTo(5);
            assertThat(push.data("type")).isEqualTo("message");
            assertThat(push.data("conversationId")).isEqualTo(conversation.toString());
            assertThat(push.data("messageId")).isEqualTo(request.messageId().toString());
            assertThat(push.data("seq")).isEqualTo("7");
            assertThat(push.data("badge")).isEqualTo("12");
            assertThat(message.at("/android/notification/tag").asText())
                .isEqualTo(conversation.toString());
            assertThat(message.at("/apns/headers/apns-collapse-id").asText())
                .isEqualTo(conversation.toString());
            assertThat(message.at("/apns/payload/aps/badge").asInt()).isEqualTo(12);
          });
    }
  }

  @Test
  void theSameSeqIsSentOnceAndAnEarlierOneIsCovered() {
    var conversation = UUID.randomUUID();
    stage.ask(request("bob", conversation, 7));
    stage.ask(request("bob", conversation, 7));
    stage.ask(request("bob", conversation, 6));
    stage.ask(request("bob", UUID.randomUUID(), 6));
    assertThat(stage.results("bob", 4))
        .extracting(PushResult::reason)
        .containsExactly("accepted", "duplicate", "covered", "accepted");
    assertThat(stage.fcm.received("bob-phone")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREGISTERED", "SENDER_ID_MISMATCH"})
  void aDeadTokenIsForgotten(Kind kind) {
    String user = "dead-" + kind;
    stage.fcm.behave(user + "-phone", FcmBehaviour.of(kind));
    stage.ask(request(user, UUID.randomUUID(), 1));
    assertThat(stage.results(user, 1))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.outcome()).isEqualTo(PushOutcome.UNREGISTERED);
          assertThat(result.reason()).isEqualTo(kind.name());
        });
    stage.probe.await(
        Topics.DEVICES.name(),
        PushStage.PATIENCE,
        "a tombstone",
        records ->
            records.stream()
                .anyMatch(seen -> (user + "|phone").equals(seen.key()) && seen.value() == null));
  }

  @Test
  void quotaExceededWaitsAsLongAsFcmWishes() {
    Duration wish = Duration.ofSeconds(3);
    stage.fcm.behave("cid-phone", FcmBehaviour.of(Kind.QUOTA_EXCEEDED).times(1).retryAfter(wish));
    stage.ask(request("cid", UUID.randomUUID(), 1));
    assertThat(stage.outcomes("cid", 2))
        .containsExactly(PushOutcome.RETRYING, PushOutcome.ACCEPTED);
    List<ReceivedPush> tries = stage.fcm.received("cid-phone");
    assertThat(tries).hasSize(2);
    assertThat(Duration.between(tries.getFirst().at(), tries.getLast().at()))
        .isGreaterThanOrEqualTo(wish);
  }

  @Test
  void aRetryThatANewerPushHasCoveredIsNotSent() {
    var conversation = UUID.randomUUID();
    stage.fcm.behave(
        "jim-phone",
        FcmBehaviour.of(Kind.QUOTA_EXCEEDED).times(1).retryAfter(Duration.ofSeconds(8)));
    stage.ask(request("jim", conversation, 5));
    stage.ask(request("jim", conversation, 6));
    assertThat(stage.results("jim", 3))
        .extracting(PushResult::reason)
        .containsExactly("QUOTA_EXCEEDED", "accepted", "covered");
    assertThat(stage.fcm.received("jim-phone")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERNAL", "UNAVAILABLE", "HANGING", "DISCONNECTING", "QUOTA_EXCEEDED"})
  void whatMayPassIsTriedAgainAndEachTryIsOneRequest(Kind kind) {
    String user = "again-" + kind;
    stage.fcm.behave(user + "-phone", FcmBehaviour.of(kind).times(2));
    stage.ask(request(user, UUID.randomUUID(), 1));
    List<PushResult> results = stage.results(user, 3);
    assertThat(results)
        .extracting(PushResult::outcome)
        .containsExactly(PushOutcome.RETRYING, PushOutcome.RETRYING, PushOutcome.ACCEPTED);
    assertThat(results).extracting(PushResult::attempt).containsExactly(0, 1, 2);
    assertThat(stage.fcm.received(user + "-phone")).hasSize(3);
  }

  @Test
  void aRetryIsForTheDeviceThatFailedAlone() {
    stage.fcm.behave("dan-tablet", FcmBehaviour.of(Kind.UNAVAILABLE).times(1));
    stage.ask(request("dan", UUID.randomUUID(), 1));
    stage.results("dan", 3);
    assertThat(stage.fcm.received("dan-phone")).hasSize(1);
    assertThat(stage.fcm.received("dan-tablet")).hasSize(2);
  }

  @Test
  void retriesEndWhenThePushIsWorthNothingAnyMore() {
    stage.fcm.behave("eve-phone", FcmBehaviour.of(Kind.UNAVAILABLE));
    stage.ask(request("eve", UUID.randomUUID(), 1, Instant.now().plusSeconds(2)));
    var results =
        PushStage.decoded(
            stage.probe.await(
                Topics.PUSH_RESULTS.name(),
                PushStage.PATIENCE,
                "an end",
                records ->
                    PushStage.decoded(records, "eve").stream()
                        .anyMatch(result -> result.reason().equals("expired"))),
            "eve");
    assertThat(results.getFirst().outcome()).isEqualTo(PushOutcome.RETRYING);
    assertThat(results.getLast().outcome()).isEqualTo(PushOutcome.SUPPRESSED);
  }

  @Test
  void whatComesTooLateOrHasNoDeviceIsSuppressedWithItsReason() {
    stage.ask(request("fay", UUID.randomUUID(), 1, Instant.now().minusSeconds(1)));
    stage.ask(request("guy", UUID.randomUUID(), 1));
    assertThat(stage.results("fay", 1).getFirst().reason()).isEqualTo("expired");
    assertThat(stage.results("guy", 1).getFirst().reason()).isEqualTo("no-device");
    assertThat(stage.fcm.received("fay-phone")).isEmpty();
  }

  @Test
  void otherRefusalsGoToTheDeadLettersAndOtherDevicesAreServed() {
    stage.fcm.behave("hal-phone", FcmBehaviour.of(Kind.INVALID_ARGUMENT));
    stage.ask(request("hal", UUID.randomUUID(), 1));
    assertThat(stage.outcomes("hal", 2))
        .containsExactlyInAnyOrder(PushOutcome.REJECTED, PushOutcome.ACCEPTED);
    var letter = stage.letter(seen -> "hal".equals(seen.key()));
    assertThat(letter.header("dlq-topic")).isEqualTo(Topics.PUSH_REQUESTS.name());
    assertThat(letter.header("dlq-error-code")).isEqualTo("INVALID_ARGUMENT");
    assertThat(stage.fcm.received("hal-phone")).hasSize(1);
  }

  @Test
  void poisonInEitherTopicIsPutAwayAndStopsNobody() {
    stage.probe.produce(Topics.PUSH_REQUESTS.name(), "ida", "{poison");
    stage.probe.produce(Topics.PUSH_RETRY.name(), "ida", "{\"userId\":\"ida\"}");
    stage.ask(request("ida", UUID.randomUUID(), 1));
    assertThat(stage.outcomes("ida", 1)).containsExactly(PushOutcome.ACCEPTED);
    var one = stage.letter(seen -> "{poison".equals(seen.value()));
    assertThat(one.header("dlq-error-code")).isEqualTo("NOT_JSON");
    assertThat(one.header("dlq-offset")).isNotNull();
    var two = stage.letter(seen -> "{\"userId\":\"ida\"}".equals(seen.value()));
    assertThat(two.header("dlq-topic")).isEqualTo(Topics.PUSH_RETRY.name());
  }
}
