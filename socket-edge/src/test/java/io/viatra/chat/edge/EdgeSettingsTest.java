package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Key;
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
  void everyKeyIsDeclaredWithWords() {
    assertThat(SocketEdge.SERVICE.keys())
        .extracting(Key::name)
        .contains("CHAT_EDGE_PORT", "CHAT_EDGE_SLOT", "CHAT_EDGE_READS_URL", "CHAT_LIMITS");
    assertThat(SocketEdge.SERVICE.keys()).allMatch(key -> !key.description().isBlank());
  }
}
