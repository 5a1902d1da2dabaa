package io.viatra.chat.push;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.FcmBehaviour;
import io.viatra.chat.testkit.FcmBehaviour.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Canaries in tokens and in what cannot be read, and nothing of them anywhere.
class PushSecrecyIT {
  private static final String CANARY = "CANARY";

  @TempDir Path data;

  @Test
  void tokensAndContentAreInNoLogMetricResultOrHeader() throws Exception {
    var logged = new Memory();
    List<Logger> loggers = attach(logged);
    try (var stage = PushStage.open(data)) {
      List.of("ann", "bob", "cid", "dan", "eve", "fay")
          .forEach(user -> stage.register(user, "phone", CANARY + "-" + user));
      try (var worker = stage.worker()) {
        scenes(stage);
        assertSecrecy(stage, worker);
      }
    } finally {
      loggers.forEach(logger -> logger.detachAppender(logged));
    }
    assertThat(logged.lines).isNotEmpty().noneMatch(line -> line.contains(CANARY));
  }

  private static void assertSecrecy(PushStage stage, Running worker) {
    assertThat(stage.probe.values(Topics.PUSH_RESULTS.name()))
        .hasSizeGreaterThanOrEqualTo(6)
        .noneMatch(value -> value == null || value.contains(CANARY));
    assertThat(stage.probe.values(Topics.PUSH_RETRY.name()))
        .isNotEmpty()
        .noneMatch(value -> value == null || value.contains(CANARY));
    assertThat(stage.probe.read(Topics.DEAD_LETTERS.name()))
        .hasSizeGreaterThanOrEqualTo(2)
        .noneMatch(letter -> letter.headers().toString().contains(CANARY));
    assertThat(worker.metrics().scrape())
        .contains("chat_push_results_total")
        .contains("chat_push_send_seconds")
        .doesNotContain(CANARY);
    assertThat(stage.fcm.received())
        .extracting(push -> push.message().toString().replace(push.token(), "token"))
        .isNotEmpty()
        .noneMatch(message -> message.contains(CANARY));
  }

  private static void scenes(PushStage stage) {
    scene(stage, "ann", Kind.ACCEPTED, 1);
    scene(stage, "bob", Kind.UNREGISTERED, 1);
    scene(stage, "cid", Kind.INVALID_ARGUMENT, 1);
    scene(stage, "dan", Kind.UNAVAILABLE, 2);
    scene(stage, "eve", Kind.HANGING, 2);
    stage.probe.produce(Topics.PUSH_REQUESTS.name(), "fay", "{\"userId\":\"" + CANARY + "\",");
    stage.probe.produce(Topics.DEVICES.name(), "fay|phone", "{\"token\":\"" + CANARY + "\"}");
    scene(stage, "fay", Kind.ACCEPTED, 1);
    stage.letter(letter -> letter.key() != null && letter.key().equals("fay"));
  }

  private static void scene(PushStage stage, String user, Kind kind, int decisions) {
    String token = CANARY + "-" + user;
    stage.fcm.behave(token, FcmBehaviour.of(kind).times(1));
    stage.ask(PushStage.request(user, UUID.randomUUID(), 1));
    stage.results(user, decisions);
  }

  /// Everything that our code and Google's can be made to say.
  private static List<Logger> attach(Memory memory) {
    memory.start();
    List<Logger> loggers =
        List.of(
            (Logger) LoggerFactory.getLogger("io.viatra.chat.push"),
            (Logger) LoggerFactory.getLogger("io.viatra.chat.runtime"),
            (Logger) LoggerFactory.getLogger("com.google"));
    for (Logger logger : loggers) {
      logger.setLevel(Level.TRACE);
      logger.setAdditive(false);
      logger.addAppender(memory);
    }
    return loggers;
  }

  /// Keeps lines with their stack traces.
  private static final class Memory extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(event.getFormattedMessage() + "\n" + trace);
    }
  }
}
