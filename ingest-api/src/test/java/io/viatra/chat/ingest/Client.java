package io.viatra.chat.ingest;

import io.viatra.chat.ingest.openapi.Call;
import io.viatra.chat.ingest.openapi.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One user's calls, each of which is held to the OpenAPI document. Bodies are JSON, in which
/// single quotes stand for double ones.
record Client(HttpClient http, URI origin, Map<String, String> headers) {
  private static final Duration CALL_MAX = Duration.ofSeconds(20);
  private static final String CHAT = "/api/v1/chat";

  Client with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Client(http, origin, more);
  }

  /// The same with the token of a write, so that it is read.
  Client after(Reply write) {
    return with("X-Chat-Token", write.token());
  }

  Reply get(String path) {
    return call("GET", CHAT + path, null);
  }

  Reply post(String path, String json) {
    return call("POST", CHAT + path, json);
  }

  Reply put(String path, String json) {
    return call("PUT", CHAT + path, json);
  }

  Reply patch(String path, String json) {
    return call("PATCH", CHAT + path, json);
  }

  Reply delete(String path) {
    return call("DELETE", CHAT + path, null);
  }

  Reply call(String method, String path, @Nullable String json) {
    var text = json == null ? null : json.replace('\'', '"');
    BodyPublisher body = text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text);
    var request =
        HttpRequest.newBuilder(URI.create(origin + path)).timeout(CALL_MAX).method(method, body);
    headers.forEach(request::header);
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      var reply = Reply.of(http.send(request.build(), BodyHandlers.ofString()));
      Contract.check(new Call(method, path, headers, text, reply.answered()));
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Begins a group and answers its id.
  String group(String... others) {
    var ids = String.join("','", others);
    var reply = post("/conversations", "{'type':'group','participantIds':['" + ids + "']}");
    return reply.at("/conversation/id").asText();
  }

  /// Says something and answers the reply.
  Reply say(String conversationId, String content) {
    return post("/conversations/" + conversationId + "/messages", "{'content':'" + content + "'}");
  }
}
