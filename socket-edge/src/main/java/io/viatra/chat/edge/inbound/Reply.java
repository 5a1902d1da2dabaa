package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.socketio.Ack;
import io.viatra.chat.edge.socketio.Socket;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.runtime.http.ApiError;
import java.util.function.Consumer;

/// The answer to one event: an ack with one argument or, for a failure that nobody asked an ack
/// for, the event `error`. Any thread.
final class Reply {
  private final Ack ack;
  private final Socket socket;
  private final Consumer<String> outcome;

  /// @param outcome hears `OK` or the error's code, for counting
  Reply(Ack ack, Socket socket, Consumer<String> outcome) {
    this.ack = ack;
    this.socket = socket;
    this.outcome = outcome;
  }

  boolean wanted() {
    return ack.wanted();
  }

  /// `{ok: true}`.
  void ok() {
    outcome.accept("OK");
    ack.reply(acknowledged());
  }

  /// `{ok: true, <field>: value}`.
  void ok(String field, JsonNode value) {
    outcome.accept("OK");
    if (ack.wanted()) {
      ack.reply(acknowledged().set(field, value));
    }
  }

  /// `{ok: false, error: {code, message, retryAfterMs?}}`.
  void fail(ApiError error) {
    outcome.accept(error.code().name());
    ObjectNode json = EventJson.error(error.code().name(), error.message(), error.retryAfter());
    if (ack.wanted()) {
      ack.reply(JsonNodeFactory.instance.objectNode().put("ok", false).set("error", json));
    } else {
      socket.emit("error", json);
    }
  }

  private static ObjectNode acknowledged() {
    return JsonNodeFactory.instance.objectNode().put("ok", true);
  }
}
