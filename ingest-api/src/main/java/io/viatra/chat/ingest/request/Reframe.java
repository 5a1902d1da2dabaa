package io.viatra.chat.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.command.Command;
import org.jspecify.annotations.Nullable;

/// Change how a conversation is called and looks. What is absent stays.
///
/// @param metadata an object, which takes the place of the former one
public record Reframe(
    @Nullable String name, @Nullable String avatarUrl, @Nullable JsonNode metadata) {

  /// Reads `{name?, avatarUrl?, metadata?}`, of which one must be there.
  public static Reframe from(JsonFields fields) {
    var name = fields.textOrNull("name");
    var avatarUrl = fields.textOrNull("avatarUrl");
    var reframe =
        new Reframe(
            name == null ? null : Text.label(name, Command.NAME_MAX, "name"),
            avatarUrl == null ? null : Text.webAddress(avatarUrl, Command.URL_MAX, "avatarUrl"),
            NewConversation.object(fields, "metadata"));
    if (reframe.isEmpty()) {
      throw ApiError.invalid("name, avatarUrl or metadata is required");
    }
    return reframe;
  }

  private boolean isEmpty() {
    return name == null && avatarUrl == null && metadata == null;
  }
}
