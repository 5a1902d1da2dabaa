package io.viatra.chat.edge.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official JavaScript client, run by node; its steps are in `src/test/js/client.mjs`.
class JavaScriptClientIT {
  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
  void theOfficialClientFindsEverythingInOrder(String transports)
      throws IOException, InterruptedException {
    try (ClientScenario scenario = new ClientScenario()) {
      Process node =
          new ProcessBuilder("node", "client.mjs", scenario.url(), transports)
              .directory(Path.of("src", "test", "js").toFile())
              .redirectErrorStream(true)
              .start();
      try {
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as(output).isZero();
        assertThat(output).endsWith("disconnect\n");
      } finally {
        node.destroyForcibly();
      }
    }
  }
}
