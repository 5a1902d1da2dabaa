package io.viatra.chat.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.socketio.Ack;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps every answer, of any thread, so that a test sees if there were two.
public final class FakeAck implements Ack {
  private final List<JsonNode> replies = new CopyOnWriteArrayList<>();

  public List<JsonNode> replies() {
    return replies;
  }

  /// The one answer, as text; fails if there is none or more.
  public String reply() {
    if (replies.size() != 1) {
      throw new AssertionError(replies.size() + " answers");
    }
    return replies.getFirst().toString();
  }

  @Override
  public boolean wanted() {
    return true;
  }

  @Override
  public void reply(JsonNode... args) {
    if (args.length != 1) {
      throw new AssertionError(args.length + " arguments");
    }
    replies.add(args[0]);
  }
}
