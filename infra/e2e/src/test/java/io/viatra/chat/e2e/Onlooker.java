package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.Rest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// Somebody with one device who remembers all that it was told, in order.
final class Onlooker implements AutoCloseable {
  private static final Duration HEARD_MAX = Duration.ofSeconds(60);
  private static final long ACK_SECONDS_MAX = 60;

  /// One event of the server.
  record Heard(String event, JsonNode payload) {}

  final String userId;
  final Rest rest;
  private final Device device;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  Onlooker(Pipeline pipeline, String userId) throws Exception {
    this(pipeline, userId, pipeline.edge);
  }

  /// On an edge of one's choice.
  Onlooker(Pipeline pipeline, String userId, URI edge) throws Exception {
    this.userId = userId;
    var token = pipeline.key().token(userId, Duration.ofHours(1));
    rest = new Rest(pipeline.ingest, token);
    device =
        JsDevice.connect(
            edge, token, "phone", (event, payload) -> heard.add(new Heard(event, payload)));
  }

  /// The ack of an event.
  JsonNode emit(String event, ObjectNode payload) throws Exception {
    return device.emit(event, payload).get(ACK_SECONDS_MAX, TimeUnit.SECONDS);
  }

  /// The ack of an event that succeeds.
  JsonNode does(String event, ObjectNode payload) throws Exception {
    var ack = emit(event, payload);
    assertThat(ack.path("ok").asBoolean()).as(ack.toString()).isTrue();
    return ack;
  }

  /// A message over the socket.
  ///
  /// @return its id
  String says(String conversationId, String content) throws Exception {
    var message = Rest.object().put("conversationId", conversationId).put("content", content);
    return does("send_message", message).at("/message/id").asText();
  }

  /// What an event about one message begins with.
  static ObjectNode about(String conversationId, String messageId) {
    return Rest.object().put("conversationId", conversationId).put("messageId", messageId);
  }

  /// A new group, whose owner this is.
  ///
  /// @return its id
  String groupWith(String... others) throws IOException, InterruptedException {
    var body = Rest.object().put("type", "group");
    List.of(others).forEach(body.withArray("participantIds")::add);
    return rest.post("/api/v1/chat/conversations", body).at("/conversation/id").asText();
  }

  /// The first such event, now or to come.
  JsonNode hears(String event, Predicate<JsonNode> such) {
    return Awaitility.await(userId + " hears " + event)
        .atMost(HEARD_MAX)
        .until(
            () ->
                heard.stream()
                    .filter(each -> each.event().equals(event) && such.test(each.payload()))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow()
        .payload();
  }

  /// All so far.
  List<Heard> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    device.close();
  }
}
