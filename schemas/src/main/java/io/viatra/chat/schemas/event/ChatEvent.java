package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/// What happened: the truth of the system, in `chat.events.v1`, kept for ever. Everything else is a
/// fold of it. Past tense, keyed by the conversation, written in the sequencer's transaction.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ConversationCreated.class),
  @JsonSubTypes.Type(MessageSent.class),
  @JsonSubTypes.Type(MessageEdited.class),
  @JsonSubTypes.Type(MessageDeleted.class),
  @JsonSubTypes.Type(ReactionChanged.class),
  @JsonSubTypes.Type(MembersAdded.class),
  @JsonSubTypes.Type(MemberRemoved.class),
  @JsonSubTypes.Type(RoleChanged.class),
  @JsonSubTypes.Type(ConversationUpdated.class),
  @JsonSubTypes.Type(SettingsChanged.class),
  @JsonSubTypes.Type(CommandRejected.class),
  @JsonSubTypes.Type(CommandRepeated.class)
})
public sealed interface ChatEvent permits ConversationEvent, SettingsChanged, CommandOutcome {

  UUID conversationId();

  /// The command's log append time; the sequencer has no clock of its own.
  Instant at();
}
