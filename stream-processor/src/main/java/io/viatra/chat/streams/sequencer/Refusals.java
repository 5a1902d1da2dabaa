package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.topic.Partitions;
import java.time.Instant;

/// Says no: in the log, because every command has an outcome there, and to the actor, because an
/// edge has acked the command already.
///
/// What the edges check themselves, and what can therefore only come from a broken or forged
/// producer, is kept as a dead letter too. What people can bring about by being late (a right that
/// they lost, a receipt ahead of the sequencer) is not.
final class Refusals {
  private final int partitions;

  Refusals(int partitions) {
    this.partitions = partitions;
  }

  Decision refuse(Command command, Instant at, RejectionCode code) {
    var rejection = rejection(command, at, code);
    return Decision.unchanged(Outcome.REJECTED, new Emission.ToLog(rejection), toActor(rejection));
  }

  /// No such conversation, or none that the actor may know of: the answers are equal.
  Decision unknown(Command command, Instant at) {
    return refuse(command, at, RejectionCode.NOT_FOUND, DeadLetterCode.NOT_FOUND);
  }

  /// A known id with other content.
  Decision conflict(Command command, Instant at) {
    return refuse(command, at, RejectionCode.CONFLICT, DeadLetterCode.CONFLICT);
  }

  /// The command contradicts itself.
  Decision contradiction(Command command, Instant at) {
    return refuse(command, at, RejectionCode.INVALID, DeadLetterCode.INVALID);
  }

  /// Declared, and not offered by anybody: a person is not forgotten by a command yet.
  Decision reserved(Command command, Instant at) {
    return refuse(command, at, RejectionCode.INVALID, DeadLetterCode.RESERVED);
  }

  private Decision refuse(
      Command command, Instant at, RejectionCode code, DeadLetterCode deadLetterCode) {
    var rejection = rejection(command, at, code);
    return Decision.unchanged(
        Outcome.REJECTED,
        new Emission.ToLog(rejection),
        toActor(rejection),
        new Emission.ToDeadLetters(deadLetterCode));
  }

  private static CommandRejected rejection(Command command, Instant at, RejectionCode code) {
    var clientMessageId = command instanceof SendMessage send ? send.clientMessageId() : null;
    return new CommandRejected(
        command.conversationId(),
        at,
        command.actorId(),
        CommandType.of(command),
        code,
        clientMessageId);
  }

  private Emission toActor(CommandRejected rejection) {
    return new Emission.ToUsers(
        Partitions.of(rejection.actorId(), partitions), new RejectionDelivery(rejection));
  }
}
