package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/// An event of a client.
///
/// @param name never one of the protocol's reserved names
/// @param args what followed the name; binary data is a
///   [com.fasterxml.jackson.databind.node.BinaryNode] at its place, however deep. Numbers are
///   finite; strings may hold anything JSON can express, NUL and lone surrogates included.
/// @param ack the way to answer
public record Event(String name, List<JsonNode> args, Ack ack) {
  public Event {
    args = List.copyOf(args);
  }

  /// The argument at an index; a missing node where there is none.
  public JsonNode arg(int index) {
    return index < args.size() ? args.get(index) : MissingNode.getInstance();
  }
}
