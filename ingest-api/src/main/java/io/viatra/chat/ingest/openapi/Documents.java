package io.viatra.chat.ingest.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.document.AsyncApi;
import io.viatra.chat.schemas.document.ContractDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What answers `/openapi.json`, `/asyncapi.json`, `/schemas/{name}` and `/docs`.
public final class Documents {
  private static final List<String> OPENAPI =
      List.of(
          "/openapi/openapi.json",
          "/openapi/conversations.json",
          "/openapi/members.json",
          "/openapi/messages.json",
          "/openapi/people.json",
          "/openapi/documents.json",
          ContractDocument.OBJECTS);

  private final Document openApi = document(openApiTree());
  private final Document asyncApi = document(AsyncApi.document());
  private final Document page = Page.load();
  private final Map<String, Document> schemas =
      AsyncApi.TOPICS.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  AsyncApi::schemaName, topic -> Document.json(AsyncApi.schema(topic))));

  private Documents() {}

  /// Reads them all.
  ///
  /// @throws IllegalStateException where one cannot be read: a fault of the build
  public static Documents load() {
    return new Documents();
  }

  /// The REST calls as OpenAPI 3.1, read anew.
  static ObjectNode openApiTree() {
    return ContractDocument.of(Documents.class, OPENAPI);
  }

  /// `GET /openapi.json`
  public Answer openApi(Request request) {
    return openApi.answer(request);
  }

  /// `GET /asyncapi.json`
  public Answer asyncApi(Request request) {
    return asyncApi.answer(request);
  }

  /// `GET /schemas/{name}`, to which the AsyncAPI document refers.
  public Answer schema(Request request) {
    var schema = schemas.get(request.path("name"));
    if (schema == null) {
      throw ApiError.notFound();
    }
    return schema.answer(request);
  }

  /// `GET /docs`
  public Answer page(Request request) {
    return page.answer(request);
  }

  private static Document document(ObjectNode tree) {
    return Document.json(tree.toPrettyString().getBytes(StandardCharsets.UTF_8));
  }
}
