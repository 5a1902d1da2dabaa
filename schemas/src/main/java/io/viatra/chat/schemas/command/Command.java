package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/// What somebody wants of one conversation; the only input of the sequencer. Imperative, one record
/// in `chat.commands.v1`, keyed by the conversation. Who asks (`actorId`) comes from the verified
/// token, never from the client's own words.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(CreateConversation.class),
  @JsonSubTypes.Type(SendMessage.class),
  @JsonSubTypes.Type(EditMessage.class),
  @JsonSubTypes.Type(DeleteMessage.class),
  @JsonSubTypes.Type(React.class),
  @JsonSubTypes.Type(MarkDelivered.class),
  @JsonSubTypes.Type(MarkRead.class),
  @JsonSubTypes.Type(AddMembers.class),
  @JsonSubTypes.Type(RemoveMember.class),
  @JsonSubTypes.Type(ChangeRole.class),
  @JsonSubTypes.Type(UpdateConversation.class),
  @JsonSubTypes.Type(ChangeSettings.class),
  @JsonSubTypes.Type(EraseUser.class)
})
public sealed interface Command
    permits CreateConversation,
        SendMessage,
        EditMessage,
        DeleteMessage,
        React,
        MarkDelivered,
        MarkRead,
        AddMembers,
        RemoveMember,
        ChangeRole,
        UpdateConversation,
        ChangeSettings,
        EraseUser {
  /// Largest channel.
  int MEMBERS_MAX = 100_000;

  int NAME_MAX = 255;
  int URL_MAX = 2_048;

  /// More ids than this in one receipt say nothing that `upToSeq` would not say better.
  int RECEIPT_IDS_MAX = 2_000;

  UUID conversationId();

  String actorId();
}
