package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.presence.Circle;
import io.viatra.chat.edge.resume.Missed;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.metrics.Metrics;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The read model by way of ingest-api's REST; the bounds of asking are those of [RestQuestions].
public final class HttpReads implements Reads, Circle, Missed, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpReads.class);
  private static final String CONVERSATION = "/api/v1/chat/conversations/";

  private final RestQuestions questions;

  /// @param base of ingest-api, without a path
  public HttpReads(URI base, Metrics metrics) {
    questions = new RestQuestions(base, metrics);
  }

  @Override
  public Conversation conversation(Session session, UUID conversationId) {
    var answer = questions.get(session, CONVERSATION + conversationId);
    return switch (answer == null ? 0 : answer.status()) {
      case 200 -> ReadAnswers.conversation(session.userId(), body(answer));
      case 404 -> new Conversation.Absent();
      default -> new Conversation.Unreachable();
    };
  }

  @Override
  public Message message(Session session, UUID conversationId, UUID messageId) {
    var answer =
        questions.get(
            session, CONVERSATION + conversationId + "/messages?limit=1&around=" + messageId);
    return switch (answer == null ? 0 : answer.status()) {
      case 200 -> message(messageId, body(answer));
      case 400, 404 -> new Message.Absent();
      default -> new Message.Unreachable();
    };
  }

  @Override
  public Missed.Answer since(
      Session session, UUID conversationId, long since, @Nullable Long upTo) {
    var answer =
        questions.get(
            session,
            CONVERSATION
                + conversationId
                + "/changes?since="
                + since
                + (upTo == null ? "" : "&upTo=" + upTo));
    return switch (answer == null ? 0 : answer.status()) {
      case 200 -> ReadAnswers.changes(body(answer));
      case 404 -> new Missed.Answer.Absent();
      default -> new Missed.Answer.Unreachable();
    };
  }

  @Override
  public Optional<Set<String>> among(Session session, Collection<String> userIds) {
    // User ids are of characters that need no escape in a query.
    var answer =
        questions.get(session, "/api/v1/chat/presence?userIds=" + String.join(",", userIds));
    return answer == null || answer.status() != 200
        ? Optional.empty()
        : Optional.of(userIds(answer.body().path("users")));
  }

  @Override
  public Optional<Set<String>> members(Session session, UUID conversationId) {
    var answer = questions.get(session, CONVERSATION + conversationId);
    return switch (answer == null ? 0 : answer.status()) {
      case 200 -> Optional.of(userIds(body(answer).at("/conversation/participants")));
      case 404 -> Optional.of(Set.of());
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    questions.close();
  }

  private static JsonNode body(RestQuestions.@Nullable Answer answer) {
    return Objects.requireNonNull(answer).body();
  }

  private static Message message(UUID messageId, JsonNode body) {
    try {
      return ReadAnswers.message(messageId, body);
    } catch (IllegalArgumentException | DateTimeException e) {
      // Not the exception: its message may quote the answer.
      log.warn("the read model answered what is no message");
      return new Message.Unreachable();
    }
  }

  private static Set<String> userIds(JsonNode people) {
    Set<String> ids = new HashSet<>();
    for (JsonNode each : people) {
      ids.add(each.path("userId").asText());
    }
    return ids;
  }
}
