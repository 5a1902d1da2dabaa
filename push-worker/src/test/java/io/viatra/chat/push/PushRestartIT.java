package io.viatra.chat.push;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.schemas.push.PushOutcome;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.FcmBehaviour;
import io.viatra.chat.testkit.FcmBehaviour.Kind;
import io.viatra.chat.testkit.ReceivedPush;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that goes through the end of a worker: nothing is lost, and nothing doubled but what was in
/// flight when it was killed.
class PushRestartIT {
  private static final int USERS = 40;
  private static final int REQUESTS_EACH = 4;
  private static final int SENDS_MAX = 8;

  /// Slow enough that the end comes in the middle.
  private static final Duration FCM_DELAY = Duration.ofMillis(30);

  private PushStage stage;

  @BeforeEach
  void open(@TempDir Path data) throws Exception {
    stage = PushStage.open(data);
    stage.fcm.behave("*", FcmBehaviour.of(Kind.ACCEPTED).after(FCM_DELAY));
    for (int user = 0; user < USERS; user++) {
      stage.register("user" + user, "phone", "token" + user);
    }
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Test
  void aRestartNeitherLosesNorDoubles() throws Exception {
    Set<String> asked = askAll();
    try (var first = PushWorker.start(environment())) {
      awaitAccepted(40);
      assertThat(first.failure()).isNotDone();
    }
    long before = stage.fcm.received().size();
    assertThat(before).isBetween(40L, asked.size() - 1L);
    try (var second = PushWorker.start(environment())) {
      awaitAccepted(asked.size());
      assertThat(second.readiness().report().ready()).isTrue();
    }
    assertThat(sends().keySet()).isEqualTo(asked);
    assertThat(sends().values()).containsOnly(1L);
  }

  @Test
  void aKilledWorkerLosesNothingAndDoublesAtMostWhatWasInFlight() throws Exception {
    Set<String> asked = askAll();
    Process first = process();
    try {
      awaitAccepted(40);
    } finally {
      first.destroyForcibly();
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(stage.fcm.received()).hasSizeLessThan(asked.size());
    try (var second = PushWorker.start(environment())) {
      awaitAccepted(asked.size());
      assertThat(second.failure()).isNotDone();
    }
    assertThat(sends().keySet()).isEqualTo(asked);
    assertThat(sends().values()).allMatch(times -> times <= 2);
    assertThat(sends().values().stream().filter(times -> times == 2).count())
        .isLessThanOrEqualTo(SENDS_MAX);
  }

  private Env environment() {
    return Env.of(variables());
  }

  private Map<String, String> variables() {
    Map<String, String> variables = stage.environment();
    variables.put("CHAT_PUSH_SENDS_MAX", Integer.toString(SENDS_MAX));
    // An orderly end finishes what is in hand; that must not be everything.
    variables.put("CHAT_PUSH_BATCH_MAX", "10");
    // A busy machine must not turn a slow answer into a time-out, which may double by right.
    variables.put("CHAT_PUSH_FCM_TIMEOUT", "8s");
    return variables;
  }

  private Process process() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PushWorker.class.getName());
    builder.environment().putAll(variables());
    return builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
  }

  /// Each a conversation of its own, so that none covers another.
  private Set<String> askAll() {
    Set<String> asked = new HashSet<>();
    for (int seq = 1; seq <= REQUESTS_EACH; seq++) {
      for (int user = 0; user < USERS; user++) {
        var conversation = UUID.randomUUID();
        stage.ask(PushStage.request("user" + user, conversation, seq));
        asked.add("token" + user + " " + conversation + " " + seq);
      }
    }
    return asked;
  }

  private void awaitAccepted(int count) {
    stage.probe.await(
        Topics.PUSH_RESULTS.name(),
        PushStage.PATIENCE,
        count + " accepted",
        records ->
            PushStage.decoded(records, null).stream()
                    .filter(result -> result.outcome() == PushOutcome.ACCEPTED)
                    .count()
                >= count);
  }

  /// How often FCM got each push.
  private Map<String, Long> sends() {
    return stage.fcm.received().stream().collect(groupingBy(PushRestartIT::identity, counting()));
  }

  private static String identity(ReceivedPush push) {
    return push.token() + " " + push.data("conversationId") + " " + push.data("seq");
  }
}
