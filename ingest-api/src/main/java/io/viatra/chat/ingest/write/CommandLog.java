package io.viatra.chat.ingest.write;

import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.codec.ConsistencyToken;
import io.viatra.chat.schemas.codec.ConsistencyToken.Outcome;
import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.EraseUser;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.command.UpdateConversation;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/// The way into the system: `chat.commands.v1`, keyed by the conversation.
public final class CommandLog {
  private static final String SOURCE = "/ingest-api";

  private final Publisher publisher;
  private final Clock clock;

  /// @param publisher has the commands' topic among its own
  public CommandLog(Publisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /// Writes a command and waits until all in-sync replicas have it.
  ///
  /// @throws io.viatra.chat.runtime.http.ApiError `UNAVAILABLE` where that is not known within five
  ///   seconds
  public Accepted accept(Command command) throws InterruptedException {
    var codec = Topics.COMMANDS.codec();
    var id = UUID.randomUUID().toString();
    var envelope = new CloudEvent(id, SOURCE, codec.type(command), clock.instant());
    var published =
        Acknowledged.by(
            publisher.publish(
                Topics.COMMANDS.name(),
                null,
                command.conversationId().toString().getBytes(StandardCharsets.UTF_8),
                codec.encode(command),
                EnvelopeHeaders.of(envelope)));
    var position = new CommandPosition(published.partition(), published.offset());
    return new Accepted(new ConsistencyToken(outcome(command), position), published.timestamp());
  }

  private static Outcome outcome(Command command) {
    return switch (command) {
      case MarkDelivered _, MarkRead _ -> Outcome.RECEIPT;
      case CreateConversation _,
          SendMessage _,
          EditMessage _,
          DeleteMessage _,
          React _,
          AddMembers _,
          RemoveMember _,
          ChangeRole _,
          UpdateConversation _,
          ChangeSettings _,
          EraseUser _ ->
          Outcome.EVENT;
    };
  }
}
