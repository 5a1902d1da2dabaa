package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.Command;
import java.util.HashSet;
import java.util.List;

/// Bring people in.
///
/// @param userIds at least one, none twice; who is a member already stays one
public record NewMembers(List<String> userIds) {
  public NewMembers {
    userIds = List.copyOf(userIds);
  }

  /// Reads `{userIds}`.
  public static NewMembers from(JsonFields fields) {
    var userIds = fields.texts("userIds", Command.MEMBERS_MAX);
    if (userIds.isEmpty()) {
      throw ApiError.invalid("userIds is empty");
    }
    if (!userIds.stream().allMatch(Check::isUserId)) {
      throw ApiError.invalid("userIds holds no user id");
    }
    if (new HashSet<>(userIds).size() < userIds.size()) {
      throw ApiError.invalid("userIds repeats");
    }
    return new NewMembers(userIds);
  }
}
