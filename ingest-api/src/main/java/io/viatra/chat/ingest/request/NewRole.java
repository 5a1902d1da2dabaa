package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.conversation.Role;

/// Give a member another standing.
///
/// @param role with `owner` the caller gives the own one away and becomes an admin
public record NewRole(Role role) {

  /// Reads `{role}`.
  public static NewRole from(JsonFields fields) {
    return switch (fields.text("role")) {
      case "owner" -> new NewRole(Role.OWNER);
      case "admin" -> new NewRole(Role.ADMIN);
      case "member" -> new NewRole(Role.MEMBER);
      default -> throw ApiError.invalid("role is not known");
    };
  }
}
