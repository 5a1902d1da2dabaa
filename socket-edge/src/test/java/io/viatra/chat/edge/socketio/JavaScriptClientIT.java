package io.viatra.chat.edge.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.ForeignClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The official JavaScript client, in every line of versions that speaks this protocol, run by
/// Node.js.
class JavaScriptClientIT {
  private static final List<String> PACKAGES =
      List.of(
          "socket.io-client",
          "socket.io-client-3.1",
          "socket.io-client-4.0",
          "socket.io-client-4.4",
          "socket.io-client-4.6");
  private static final List<String> TRANSPORTS =
      List.of("websocket", "polling", "polling,websocket");

  static Stream<Arguments> clients() {
    return PACKAGES.stream()
        .flatMap(name -> TRANSPORTS.stream().map(transports -> Arguments.of(name, transports)));
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("clients")
  void chatsOverEveryTransportWithBinaryAcksReconnectAndAThousandInOrder(
      String name, String transports) throws IOException, InterruptedException {
    try (ClientScenario scenario = new ClientScenario()) {
      String output =
          ForeignClient.run("js", "node", "client.mjs", scenario.url(), transports, name);
      assertThat(output).endsWith("disconnect\n");
    }
  }
}
