package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.event.SettingsChanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what members set for themselves. It takes no `ver`: to everybody else nothing happened,
/// and a number without an event would look like a hole.
final class Settling {
  private final State state;
  private final Refusals refusals;
  private final FrameFanout fanout;

  Settling(State state, Refusals refusals, FrameFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.fanout = fanout;
  }

  Decision decide(ChangeSettings change, Instant at) {
    var admission = Admission.of(change, state);
    if (admission == null) {
      return refusals.unknown(change, at);
    }
    var before = admission.actor().settings();
    var values = values(before.values(), change, at);
    if (values.equals(before.values())) {
      return Repetition.of(change, at);
    }
    var after = admission.actor().keeping(before.changedTo(values));
    return Decision.accepting()
        .put(after)
        .write(told(admission.conversation(), after, at))
        .decided();
  }

  /// Reading is looking: it ends *marked unread*. The same row where nothing was marked.
  static Membership read(Membership before) {
    var values = before.settings().values();
    if (!values.markedUnread()) {
      return before;
    }
    var cleared =
        new MemberSettings(values.mutedUntil(), values.pinnedAt(), values.archivedAt(), false);
    return before.keeping(before.settings().changedTo(cleared));
  }

  /// The event, and the delivery to the member's own devices.
  List<Emission> told(Conversation conversation, Membership after, Instant at) {
    var values = after.settings().values();
    var changed =
        new SettingsChanged(
            conversation.conversationId(),
            conversation.ver(),
            at,
            after.userId(),
            after.settings().revision(),
            values.mutedUntil(),
            values.pinnedAt(),
            values.archivedAt(),
            values.markedUnread());
    var frame = state.frame(conversation.conversationId());
    return List.of(new Emission.ToLog(changed), fanout.own(changed, conversation, frame, after));
  }

  private static MemberSettings values(MemberSettings before, ChangeSettings change, Instant at) {
    return new MemberSettings(
        mutedUntil(before.mutedUntil(), change.mutedUntil(), at),
        since(before.pinnedAt(), change.pinned(), at),
        since(before.archivedAt(), change.archived(), at),
        change.markedUnread() == null ? before.markedUnread() : change.markedUnread());
  }

  /// A time that is past ends a mute.
  private static @Nullable Instant mutedUntil(
      @Nullable Instant before, @Nullable Instant wanted, Instant at) {
    if (wanted == null) {
      return before;
    }
    return wanted.isAfter(at) ? wanted : null;
  }

  /// When it began; what is so already keeps its time.
  private static @Nullable Instant since(
      @Nullable Instant before, @Nullable Boolean wanted, Instant at) {
    if (wanted == null) {
      return before;
    }
    if (!wanted) {
      return null;
    }
    return before == null ? at : before;
  }
}
