package io.viatra.chat.streams.sequencer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.command.Command;

/// The wire name of a command, which outcomes quote.
final class CommandType {
  private CommandType() {}

  /// Such as `message.send`.
  static String of(Command command) {
    var name = command.getClass().getAnnotation(JsonTypeName.class);
    if (name == null) {
      throw new IllegalStateException(command.getClass() + " has no wire name");
    }
    return name.value();
  }
}
