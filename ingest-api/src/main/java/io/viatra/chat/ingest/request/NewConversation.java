package io.viatra.chat.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.ConversationType;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Begin a conversation.
///
/// @param others everybody but the caller, at least one, none twice; exactly one for `direct`
/// @param metadata an object
public record NewConversation(
    ConversationType type,
    List<String> others,
    @Nullable String name,
    @Nullable JsonNode metadata) {
  /// With the caller.
  private static final int GROUP_MEMBERS_MAX = 256;

  /// So many can be named in one creation, else its event would outgrow a broker's default record.
  /// A channel grows beyond by additions.
  private static final int CHANNEL_MEMBERS_MAX = 14_000;

  public NewConversation {
    others = List.copyOf(others);
  }

  /// Reads `{type, participantIds, name?, metadata?}`.
  public static NewConversation from(JsonFields fields, String userId) {
    var type = type(fields.text("type"));
    var others = others(fields.texts("participantIds", Command.MEMBERS_MAX), userId);
    switch (type) {
      case DIRECT -> require(others.size() == 1, "participantIds is not one other person");
      case GROUP ->
          require(others.size() < GROUP_MEMBERS_MAX, "participantIds has too many members");
      case CHANNEL ->
          require(others.size() < CHANNEL_MEMBERS_MAX, "participantIds has too many members");
    }
    var name = fields.textOrNull("name");
    return new NewConversation(
        type,
        others,
        name == null ? null : Text.label(name, Command.NAME_MAX, "name"),
        object(fields, "metadata"));
  }

  private static ConversationType type(String text) {
    return switch (text) {
      case "direct" -> ConversationType.DIRECT;
      case "group" -> ConversationType.GROUP;
      case "channel" -> ConversationType.CHANNEL;
      default -> throw ApiError.invalid("type is not known");
    };
  }

  /// The caller may be in the list, as the seed's clients have it; nobody may be in it twice.
  private static List<String> others(List<String> participantIds, String userId) {
    require(
        new HashSet<>(participantIds).size() == participantIds.size(), "participantIds repeats");
    require(participantIds.stream().allMatch(Check::isUserId), "participantIds holds no user id");
    var others = participantIds.stream().filter(id -> !id.equals(userId)).toList();
    require(!others.isEmpty(), "participantIds names nobody else");
    return others;
  }

  static @Nullable JsonNode object(JsonFields fields, String field) {
    var object = fields.objectOrNull(field);
    return object == null ? null : object.object();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw ApiError.invalid(otherwise);
    }
  }
}
