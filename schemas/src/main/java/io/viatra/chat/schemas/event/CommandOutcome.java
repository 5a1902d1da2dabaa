package io.viatra.chat.schemas.event;

/// A command that changed nothing still leaves its one outcome in the log (rule R3): readers learn
/// that everything up to its offset is done, and an auditor learns who tried what. It takes no
/// `ver`.
public sealed interface CommandOutcome extends ChatEvent permits CommandRejected, CommandRepeated {

  /// Who asked.
  String actorId();

  /// The command's type, as in `Command`.
  String command();
}
