package io.viatra.chat.edge.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.viatra.chat.edge.ForeignClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// python-socketio, where the machine's Python has it.
class PythonClientIT {
  /// The system's own: one from elsewhere would not see the system's packages.
  private static final String PYTHON = "/usr/bin/python3";

  @BeforeAll
  static void onlyWhereItIsInstalled() throws InterruptedException {
    assumeTrue(imports(), "python3-socketio, python3-websocket or python3-requests is missing");
  }

  private static boolean imports() throws InterruptedException {
    try {
      Process python =
          new ProcessBuilder(PYTHON, "-c", "import socketio, websocket, requests")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return python.waitFor(20, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
  void chatsOverEveryTransportWithBinaryAcksAndAThousandEvents(String transports)
      throws IOException, InterruptedException {
    try (ClientScenario scenario = new ClientScenario()) {
      String output = ForeignClient.run("python", PYTHON, "client.py", scenario.url(), transports);
      assertThat(output).endsWith("disconnect\n");
    }
  }
}
