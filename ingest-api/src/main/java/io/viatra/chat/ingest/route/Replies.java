package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.wire.Envelope;
import io.viatra.chat.ingest.wire.WireJson;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.runtime.ids.Ids;
import java.util.UUID;

/// Objects of the wire as HTTP answers, and ids of paths.
final class Replies {
  private Replies() {}

  static Answer ok(Envelope body) {
    return Answer.json(200, WireJson.bytes(body));
  }

  static Answer created(Envelope body) {
    return Answer.json(201, WireJson.bytes(body));
  }

  static Answer done() {
    return Answer.empty(204);
  }

  /// The id of the path. What is no id names nothing.
  static UUID id(Request request) {
    var id = Ids.parse(request.path("id"));
    if (id == null) {
      throw ApiError.notFound();
    }
    return id;
  }
}
