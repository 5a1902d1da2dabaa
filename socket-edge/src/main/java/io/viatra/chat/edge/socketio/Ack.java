package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;

/// Answers one event. May be used by any thread, at once or later.
public interface Ack {
  /// For events whose sender asked for none.
  Ack UNWANTED =
      new Ack() {
        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void reply(JsonNode... args) {}
      };

  /// Whether the client waits for an answer.
  boolean wanted();

  /// Answers. The first call counts, later ones and those after the socket's end do nothing.
  void reply(JsonNode... args);
}
