package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.Reaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a message is now: what its command brought along, and over it what is remembered.
final class MessageStates {
  private MessageStates() {}

  static MessageBody body(Targets.Target.Found target, MessageContent said) {
    var changed = target.changed();
    return changed == null || changed.body() == null ? said.body() : changed.body();
  }

  static @Nullable Instant editedAt(Targets.Target.Found target) {
    var changed = target.changed();
    return changed == null ? null : changed.editedAt();
  }

  /// By emoji, each with its users; both ascending, so that the same set always gives the same
  /// bytes.
  static List<Reaction> grouped(List<ReactionRow> rows) {
    var byEmoji = new TreeMap<String, List<String>>();
    for (var row : rows) {
      byEmoji.computeIfAbsent(row.emoji(), emoji -> new ArrayList<>()).add(row.userId());
    }
    return byEmoji.entrySet().stream()
        .map(entry -> new Reaction(entry.getKey(), entry.getValue().stream().sorted().toList()))
        .toList();
  }
}
