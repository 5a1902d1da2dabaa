package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.Command;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was displayed.
///
/// @param messageIds those that can be ids at all; others name nothing and are passed over like any
///   unknown one
public record ReadMark(List<UUID> messageIds, @Nullable Long upToSeq) {
  public ReadMark {
    messageIds = List.copyOf(messageIds);
  }

  /// Reads `{messageIds?, upToSeq?}`, of which one must be there.
  public static ReadMark from(JsonFields fields) {
    var given = fields.object().get("messageIds");
    if (given != null && given.size() > Command.RECEIPT_IDS_MAX) {
      throw ApiError.of(ErrorCode.TOO_LARGE, "messageIds names too many; use upToSeq");
    }
    var texts = fields.textsOrNull("messageIds", Command.RECEIPT_IDS_MAX);
    var upToSeq = fields.integerOrNull("upToSeq", Long.MIN_VALUE, Long.MAX_VALUE);
    if (upToSeq == null && (texts == null || texts.isEmpty())) {
      throw ApiError.invalid("messageIds or upToSeq is required");
    }
    if (upToSeq != null && (upToSeq < 0 || upToSeq > Check.SEQ_MAX)) {
      throw ApiError.of(ErrorCode.BAD_SEQ);
    }
    var ids =
        texts == null
            ? List.<UUID>of()
            : texts.stream().map(Ids::parse).filter(Objects::nonNull).distinct().toList();
    return new ReadMark(ids, upToSeq);
  }
}
