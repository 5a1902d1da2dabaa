package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.AcquaintanceReader;
import io.viatra.chat.ingest.read.PresenceReader;
import io.viatra.chat.ingest.wire.Envelope.Users;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.Check;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is there. Strangers and people who do not exist are left out alike. The edges ask here too,
/// for who may be watched by whom.
final class PresenceRoute {
  private static final int IDS_MAX = 100;

  private final AcquaintanceReader acquaintances;
  private final PresenceReader presence;

  PresenceRoute(AcquaintanceReader acquaintances, PresenceReader presence) {
    this.acquaintances = acquaintances;
    this.presence = presence;
  }

  /// `GET /presence?userIds`
  Answer of(Request request, String userId) {
    var asked = userIds(request.query("userIds"));
    var known = acquaintances.among(userId, asked);
    var shown = asked.stream().filter(known::contains).toList();
    return Replies.ok(new Users(shown.isEmpty() ? List.of() : presence.of(shown)));
  }

  private static Set<String> userIds(@Nullable String text) {
    if (text == null) {
      throw ApiError.invalid("userIds is missing");
    }
    var ids = text.split(",", IDS_MAX + 1);
    if (ids.length > IDS_MAX) {
      throw ApiError.invalid("userIds holds more than " + IDS_MAX + " ids");
    }
    var each = new LinkedHashSet<>(List.of(ids));
    if (!each.stream().allMatch(Check::isUserId)) {
      throw ApiError.invalid("userIds holds what is no user id");
    }
    return each;
  }
}
