package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeSettingsTest {
  private static final Map<String, String> LEGAL =
      Map.of(
          "CHAT_KAFKA_BOOTSTRAP", "localhost:9092",
          "CHAT_JWT_SECRET", "0123456789012345678901234567890123456789");

  @Test
  void aNodeIsNamedAfterItsHostAndSlot() {
    var env = Env.of(LEGAL).with(Map.of("CHAT_EDGE_SLOT", "7"));
    var node = EdgeSettings.from(env).node(() -> Instant.ofEpochMilli(5));
    env.check();
    assertThat(node.name()).endsWith("-7");
    assertThat(node.slot()).isEqualTo(7);
    assertThat(node.epoch()).isEqualTo(5);
  }

  @Test
  void aSlotThatNoMailboxHasIsRefusedByName() {
    var env = Env.of(LEGAL).with(Map.of("CHAT_EDGE_SLOT", "64"));
    EdgeSettings.from(env);
    var problem = catchThrowableOfType(ConfigException.class, env::check);
    assertThat(problem.problems()).singleElement().asString().startsWith("CHAT_EDGE_SLOT");
  }

  @Test
  void whatASocketMayHoldIsAsConfigured() {
    var env =
        Env.of(LEGAL)
            .with(
                Map.of(
                    "CHAT_EDGE_BODY_MAX", "32KiB",
                    "CHAT_EDGE_PENDING_MAX", "7",
                    "CHAT_EDGE_UNSENT_MAX", "128KiB",
                    "CHAT_EDGE_STALL", "4s",
                    "CHAT_EDGE_CONNECT_DEADLINE", "3s",
                    "CHAT_EDGE_USER_SOCKETS_MAX", "2"));
    var settings = EdgeSettings.from(env);
    env.check();
    var sockets = settings.sockets();
    assertThat(sockets.connectDeadline()).isEqualTo(Duration.ofSeconds(3));
    assertThat(sockets.engine().maxPayloadBytes()).isEqualTo(32 * 1024);
    assertThat(sockets.engine().in().pendingMax()).isEqualTo(7);
    assertThat(sockets.engine().out().hardBytes()).isEqualTo(128 * 1024);
    assertThat(sockets.engine().out().stall()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.admission().bounds().userSocketsMax()).isEqualTo(2);
  }

  @Test
  void whatNoSocketCanHoldIsRefusedByName() {
    var env =
        Env.of(LEGAL)
            .with(
                Map.of(
                    "CHAT_EDGE_UNSENT_MAX", "1KiB",
                    "CHAT_EDGE_STALL", "0s",
                    "CHAT_LIMITS_TYPING", "often",
                    "CHAT_EDGE_USER_SOCKETS_MAX", "17"));
    EdgeSettings.from(env);
    var problem = catchThrowableOfType(ConfigException.class, env::check);
    assertThat(problem.problems())
        .hasSize(4)
        .allMatch(each -> each.startsWith("CHAT_EDGE_") || each.startsWith("CHAT_LIMITS_TYPING"));
  }

  @Test
  void everyKeyIsDeclaredWithWords() {
    assertThat(SocketEdge.SERVICE.keys())
        .extracting(Key::name)
        .contains("CHAT_EDGE_PORT", "CHAT_EDGE_SLOT", "CHAT_EDGE_READS_URL", "CHAT_LIMITS");
    assertThat(SocketEdge.SERVICE.keys()).allMatch(key -> !key.description().isBlank());
  }
}
