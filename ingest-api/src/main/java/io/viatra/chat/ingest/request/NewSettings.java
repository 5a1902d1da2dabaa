package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.json.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How one keeps a conversation oneself. What is absent stays.
///
/// @param mutedUntil the epoch ends a mute
public record NewSettings(
    @Nullable Instant mutedUntil,
    @Nullable Boolean pinned,
    @Nullable Boolean archived,
    @Nullable Boolean markedUnread) {
  private static final String MUTED_UNTIL = "mutedUntil";

  /// Four digits are a year of RFC 3339; beyond, clients could not read it.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /// Reads `{mutedUntil?, pinned?, archived?, markedUnread?}`, of which one must be there. Here a
  /// null is no absence: `mutedUntil: null` ends a mute.
  public static NewSettings from(JsonFields fields) {
    var settings =
        new NewSettings(
            mutedUntil(fields),
            fields.flagOrNull("pinned"),
            fields.flagOrNull("archived"),
            fields.flagOrNull("markedUnread"));
    if (settings.isEmpty()) {
      throw ApiError.invalid("mutedUntil, pinned, archived or markedUnread is required");
    }
    return settings;
  }

  private boolean isEmpty() {
    return mutedUntil == null && pinned == null && archived == null && markedUnread == null;
  }

  private static @Nullable Instant mutedUntil(JsonFields fields) {
    var text = fields.textOrNull(MUTED_UNTIL);
    if (text == null) {
      return fields.object().has(MUTED_UNTIL) ? Instant.EPOCH : null;
    }
    try {
      var time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw ApiError.invalid("mutedUntil is out of range");
      }
      return time;
    } catch (DateTimeException e) {
      throw ApiError.invalid("mutedUntil is no RFC 3339 time");
    }
  }
}
