package io.viatra.chat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.viatra.chat.schemas.document.AsyncApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Holds what one device says and hears to the AsyncAPI document. An ack that breaks it fails by
/// itself; an event that does, when the device is closed, for it is heard on a thread that nobody
/// waits for.
///
/// What the server refused may have been any event, and what it took must be one that the document
/// allows. A field that the document does not name is wrong in what the server says, and ignored in
/// what clients say.
final class SocketContract implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectNode ROOT = AsyncApi.document();
  private static final ObjectNode TIGHT = tightened(ROOT.deepCopy());
  private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();
  private static final int PROBLEMS_MAX = 20;

  /// Who speaks.
  private enum Way {
    SAID,
    TOLD
  }

  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  /// Judges an event of the server.
  void heard(String event, JsonNode payload) {
    if (problems.size() < PROBLEMS_MAX) {
      told(event, payload).forEach(problem -> problems.add(event + ": " + problem));
    }
  }

  /// The ack, judged with what it answers.
  CompletableFuture<JsonNode> acked(
      String event, JsonNode payload, CompletableFuture<JsonNode> ack) {
    return ack.thenApply(answer -> {
      var wrong = answered(event, payload, answer);
      if (!wrong.isEmpty()) {
        throw new AssertionError("against /asyncapi.json: " + event + ": " + wrong);
      }
      return answer;
    });
  }

  /// @throws AssertionError where anything that was heard is not as the document says
  @Override
  public void close() {
    if (!problems.isEmpty()) {
      throw new AssertionError("against /asyncapi.json: " + problems);
    }
  }

  /// What is wrong with an event of the server.
  static List<String> told(String event, JsonNode payload) {
    return ROOT.at("/channels/serverEvents/messages").has(event)
        ? judge(Way.TOLD, event, payload)
        : List.of("is not documented");
  }

  /// What is wrong with an event of a client and its ack.
  static List<String> answered(String event, JsonNode payload, JsonNode ack) {
    if (!ack.path("ok").asBoolean()) {
      return judge(Way.TOLD, "ack_failure", ack);
    }
    var reply = ROOT.at("/operations/" + event + "/reply/messages/0/$ref").asText();
    if (reply.isEmpty()) {
      return List.of("is not documented, and was taken");
    }
    var wrong = new ArrayList<>(judge(Way.SAID, event, payload));
    wrong.addAll(judge(Way.TOLD, reply.substring(reply.lastIndexOf('/') + 1), ack));
    return wrong;
  }

  private static List<String> judge(Way way, String message, JsonNode value) {
    var schema =
        COMPILED.computeIfAbsent(
            way + " " + message,
            _ -> {
              var document = way == Way.TOLD ? TIGHT : ROOT;
              var alone = JSON.createObjectNode();
              alone
                  .putArray("allOf")
                  .add(document.at("/components/messages/" + message + "/payload"));
              alone.set("components", document.get("components"));
              return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(alone);
            });
    return schema.validate(value).stream().map(Object::toString).toList();
  }

  private static ObjectNode tightened(ObjectNode document) {
    tighten(document.at("/components/schemas"));
    return document;
  }

  private static void tighten(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(SocketContract::tighten);
  }
}
