package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tells commands from poison. Whatever lies in the topic, the answer is one of the two, and what
/// is let through can be numbered here and be stored by every reader behind.
final class CommandReader {
  /// Twice what an edge's frame of 64 KiB can become when it is written with every character
  /// escaped. Also bounds the outputs, which hold the content once.
  static final int COMMAND_BYTES_MAX = 256 * 1024;

  /// RFC 3339 ends there, and so do databases not much later.
  private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Codec<Command> codec = Topics.COMMANDS.codec();
  private final int partitions;

  /// @param partitions of `chat.commands.v1`
  CommandReader(int partitions) {
    this.partitions = partitions;
  }

  /// A record as it lies in the topic.
  sealed interface Reading {
    /// @param fingerprint of what the command says, in our own encoding, so that the order of
    ///   fields does not matter
    record Clear(Command command, Fingerprint fingerprint) implements Reading {}

    record Poison(DeadLetterCode code) implements Reading {}
  }

  Reading read(byte @Nullable [] key, byte @Nullable [] value, int partition, Instant at) {
    if (key == null) {
      return new Reading.Poison(DeadLetterCode.NO_KEY);
    }
    if (value == null) {
      return new Reading.Poison(DeadLetterCode.EMPTY);
    }
    if (value.length > COMMAND_BYTES_MAX) {
      return new Reading.Poison(DeadLetterCode.OVERSIZED);
    }
    if (at.isAfter(TIME_MAX)) {
      return new Reading.Poison(DeadLetterCode.BAD_TIME);
    }
    return switch (codec.decode(value)) {
      case Decoded.Malformed<Command>(String reason) -> new Reading.Poison(code(reason));
      case Decoded.Value<Command>(Command command) -> placed(command, key, partition);
    };
  }

  /// The words are those of [Decoded.Malformed].
  private static DeadLetterCode code(String reason) {
    return switch (reason) {
      case "empty" -> DeadLetterCode.EMPTY;
      case "not-json" -> DeadLetterCode.NOT_JSON;
      case "unknown-type" -> DeadLetterCode.UNKNOWN_TYPE;
      default -> DeadLetterCode.OUT_OF_BOUNDS;
    };
  }

  /// In another partition another task would give out the same numbers a second time.
  private Reading placed(Command command, byte[] key, int partition) {
    var conversation = command.conversationId().toString();
    if (!Arrays.equals(key, conversation.getBytes(StandardCharsets.UTF_8))) {
      return new Reading.Poison(DeadLetterCode.FOREIGN_KEY);
    }
    if (Partitions.of(conversation, partitions) != partition) {
      return new Reading.Poison(DeadLetterCode.MISPLACED);
    }
    return storable(command);
  }

  private Reading storable(Command command) {
    byte[] content = codec.encode(content(command));
    if (content.length > COMMAND_BYTES_MAX) {
      return new Reading.Poison(DeadLetterCode.OVERSIZED);
    }
    return StorableJson.holds(content)
        ? new Reading.Clear(command, Fingerprint.of(content))
        : new Reading.Poison(DeadLetterCode.OUT_OF_BOUNDS);
  }

  /// What must be the same for a repeat to be one. What the sender had on the screen may have moved
  /// on between two attempts.
  private static Command content(Command command) {
    return command instanceof SendMessage send ? withoutLastSeen(send) : command;
  }

  private static SendMessage withoutLastSeen(SendMessage send) {
    return new SendMessage(
        send.conversationId(),
        send.actorId(),
        send.messageId(),
        send.clientMessageId(),
        send.messageType(),
        send.body(),
        send.replyToId(),
        send.attachment(),
        send.metadata(),
        null);
  }
}
