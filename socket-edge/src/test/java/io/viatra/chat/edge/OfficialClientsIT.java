package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The newest and the oldest JavaScript client that speak our protocol, on the chat edge itself: a
/// message goes into the log and comes back from it.
class OfficialClientsIT extends OneEdge {
  OfficialClientsIT() {
    super(40);
  }

  @ParameterizedTest(name = "{0} over {1}")
  @CsvSource({
    "socket.io-client,     websocket",
    "socket.io-client,     polling",
    "socket.io-client-3.1, websocket",
    "socket.io-client-3.1, polling;websocket"
  })
  void chatOnTheRealEdge(String name, String transports) throws Exception {
    UUID conversation = UUID.randomUUID();
    String user = "u-" + conversation;
    router.knows(user, Samples.state(conversation, 1, 0));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var person =
          threads.submit(() ->
              ForeignClient.run(
                  Map.of("TOKEN", EdgeWorld.token(user)),
                  "js",
                  "node",
                  "chat.mjs",
                  edge.endpoint("http").toString(),
                  transports.replace(';', ','),
                  name,
                  conversation.toString()));
      EdgeWorld.kafka()
          .await(
              Topics.COMMANDS.name(),
              Duration.ofSeconds(30),
              "the command",
              all -> all.stream().anyMatch(r -> conversation.toString().equals(r.key())));
      var message = Samples.message(conversation, 2, 1, user);
      router.deliver(slot, Samples.delivery(message, user), List.of(user));
      assertThat(person.get()).startsWith("chatted over ");
    }
  }
}
