package io.viatra.chat.schemas.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.util.List;

/// Socket events and public topics as an AsyncAPI 3 document.
public final class AsyncApi {
  /// The topics that others may read and rely on: for analytics, and to rebuild. All the rest is
  /// between services and changes with them.
  public static final List<Topic<?>> TOPICS =
      List.of(Topics.EVENTS, Topics.RECEIPTS, Topics.UNREAD, Topics.PUSH_RESULTS, Topics.STATS);

  private static final List<String> PARTS =
      List.of(
          "/contract/asyncapi.json",
          "/contract/socket-in.json",
          "/contract/socket-out.json",
          "/contract/topics.json",
          ContractDocument.OBJECTS);

  private AsyncApi() {}

  /// The document, read anew.
  public static ObjectNode document() {
    return ContractDocument.of(AsyncApi.class, PARTS);
  }

  /// The JSON Schema of a topic's values.
  public static byte[] schema(Topic<?> topic) {
    return ContractDocument.bytes(AsyncApi.class, "/schema/" + schemaName(topic));
  }

  /// By which the document refers to it, beside its own address: `schemas/` and this.
  public static String schemaName(Topic<?> topic) {
    return topic.name() + ".schema.json";
  }
}
