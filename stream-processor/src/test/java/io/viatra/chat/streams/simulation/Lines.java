package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.conversation.Reaction;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.CoveredMessage;
import io.viatra.chat.schemas.delivery.CrowdPhase;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.NumberedDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RoleChanged;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a command led to, as lines that can be held against those of the [Model]: one for the log,
/// one for a receipt, one for each person who is told something.
final class Lines {
  static final String TOMBSTONE = "deleted";
  static final String RECOUNT = " counted anew";

  private Lines() {}

  /// In the order of the words, since nobody promises another.
  static List<String> of(List<Output> outputs) {
    var lines = new ArrayList<String>();
    for (var output : outputs) {
      if (output.isOf(Topics.EVENTS)) {
        lines.add(event(output.decoded(Topics.EVENTS)));
      } else if (output.isOf(Topics.RECEIPTS)) {
        lines.add(receipt(output.decoded(Topics.RECEIPTS)));
      } else if (output.isOf(Topics.DELIVERIES)) {
        lines.addAll(told(output.decoded(Topics.DELIVERIES)));
      } else if (output.isOf(Topics.CROWD)) {
        lines.add(crowd(output.decoded(Topics.CROWD)));
      }
    }
    lines.sort(null);
    return lines;
  }

  static String event(ChatEvent event) {
    return switch (event) {
      case ConversationCreated e ->
          "v%d created %s by %s %s name=%s"
              .formatted(
                  e.ver(),
                  e.conversationType(),
                  e.createdBy(),
                  e.members().stream().map(m -> m.userId() + " " + m.role()).sorted().toList(),
                  e.name());
      case MessageSent e ->
          "v%d s%d sent by %s %s read=%s"
              .formatted(e.ver(), e.seq(), e.senderId(), text(e.body()), e.senderReadSeq());
      case MessageEdited e ->
          "v%d s%d edited %s".formatted(e.ver(), e.target().seq(), text(e.body()));
      case MessageDeleted e ->
          "v%d s%d deleted by %s".formatted(e.ver(), e.target().seq(), e.deletedBy());
      case ReactionChanged e ->
          "v%d s%d %s%s of %s"
              .formatted(e.ver(), e.target().seq(), e.added() ? "+" : "-", e.emoji(), e.userId());
      case MembersAdded e ->
          "v%d added by %s %s"
              .formatted(
                  e.ver(),
                  e.addedBy(),
                  e.members().stream()
                      .map(m -> m.userId() + "@" + m.joinedSeq())
                      .sorted()
                      .toList());
      case MemberRemoved e ->
          "v%d removed %s by %s at %d heir=%s"
              .formatted(e.ver(), e.userId(), e.removedBy(), e.leftSeq(), e.successorId());
      case RoleChanged e ->
          "v%d role of %s %s by %s former=%s"
              .formatted(e.ver(), e.userId(), e.role(), e.changedBy(), e.formerOwnerId());
      case ConversationUpdated e ->
          "v%d updated by %s name=%s".formatted(e.ver(), e.updatedBy(), e.name());
      case SettingsChanged e ->
          "settings of %s r%d v%d %s"
              .formatted(e.userId(), e.revision(), e.ver(), settings(e.settings()));
      case CommandRejected e -> "rejected %s of %s".formatted(e.code(), e.actorId());
      case CommandRepeated e -> "repeated by %s s=%s".formatted(e.actorId(), e.seq());
    };
  }

  static String receipt(Receipt receipt) {
    return "receipt of %s d%d r%d"
        .formatted(receipt.userId(), receipt.deliveredSeq(), receipt.readSeq());
  }

  private static String crowd(CrowdRecord record) {
    var others = record.others();
    return "crowd "
        + shown(record.delivery())
        + (others == null ? "" : " others " + frame(others))
        + (record.gone() == null ? "" : " gone " + record.gone());
  }

  private static String shown(NumberedDelivery delivery) {
    return switch (delivery) {
      case MessageDelivery(var sent, _) ->
          "v%d s%d %s".formatted(sent.ver(), sent.seq(), text(sent.body()));
      case MessageChangeDelivery(var state, _) -> whole(state);
      case TombstoneDelivery(var gone, _, var ticks) ->
          "v%d s%d %s".formatted(gone.ver(), gone.target().seq(), TOMBSTONE) + ticks(ticks);
      case ConversationDelivery(var frame, _, var phase) ->
          frame(frame) + (phase == CrowdPhase.ENDED ? RECOUNT : "");
    };
  }

  /// One line for each recipient.
  private static List<String> told(Delivery delivery) {
    return switch (delivery) {
      case MessageDelivery it -> to(it.recipients(), shown(it));
      case MessageChangeDelivery it -> to(it.recipients(), shown(it));
      case TombstoneDelivery it -> to(it.recipients(), shown(it));
      case ConversationDelivery it -> to(it.recipients(), shown(it));
      case SettingsDelivery(var changed, _) ->
          to(List.of(changed.userId()), "settings r%d".formatted(changed.revision()));
      case HeadDelivery head ->
          List.of(
              "head v%d s%d uncounted=%s author=%s"
                  .formatted(head.ver(), head.lastSeq(), head.uncounted(), head.author()));
      case RemovalDelivery removal -> to(removal.recipients(), "v%d gone".formatted(removal.ver()));
      case ReceiptDelivery receipt ->
          receipt.audience().stream()
              .map(one ->
                  "> %s %s covers %s"
                      .formatted(
                          one.userId(),
                          receipt(receipt.receipt()),
                          one.messages().stream().map(CoveredMessage::seq).toList()))
              .toList();
      case RejectionDelivery(var rejected) ->
          to(
              List.of(rejected.actorId()),
              "rejected %s %s".formatted(rejected.code(), rejected.clientMessageId()));
    };
  }

  static List<String> to(List<String> users, String what) {
    return users.stream().map(user -> "> " + user + " " + what).toList();
  }

  private static String whole(MessageState state) {
    return "v%d s%d %s"
            .formatted(
                state.ver(), state.message().seq(), shown(state.content().body(), reactions(state)))
        + ticks(state.ticks());
  }

  /// As a map of sets prints itself.
  static String reactions(MessageState state) {
    return state.reactions().stream()
        .collect(Collectors.toMap(Reaction::emoji, Reaction::userIds, (a, _) -> a, TreeMap::new))
        .toString();
  }

  static String shown(MessageBody body, String reactions) {
    return text(body) + " " + reactions;
  }

  private static String ticks(@Nullable MessageTicks ticks) {
    return ticks == null ? "" : ticks(ticks.deliveredTo(), ticks.readBy());
  }

  static String ticks(List<String> delivered, List<String> read) {
    return " delivered=" + delivered + " read=" + read;
  }

  private static String frame(ConversationSnapshot frame) {
    var members =
        frame.members().stream()
            .map(m ->
                member(m.userId(), m.role().name(), m.joinedSeq(), m.deliveredSeq(), m.readSeq()))
            .sorted()
            .toList();
    return frame(frame.ver(), frame.lastSeq(), frame.name(), members);
  }

  static String frame(long ver, long lastSeq, @Nullable String name, List<String> members) {
    return "v%d frame s%d name=%s %s".formatted(ver, lastSeq, name, members);
  }

  static String member(String user, String role, long joined, long delivered, long read) {
    return "%s %s j%d d%d r%d".formatted(user, role, joined, delivered, read);
  }

  static String text(MessageBody body) {
    return switch (body) {
      case MessageBody.Plain(var text) -> "'" + text + "'";
      case MessageBody.Encrypted sealed -> "*" + sealed.ciphertext() + "*";
    };
  }

  static String settings(MemberSettings settings) {
    var times = new TreeMap<String, String>();
    note(times, "muted", settings.mutedUntil());
    note(times, "pinned", settings.pinnedAt());
    note(times, "archived", settings.archivedAt());
    return times + (settings.markedUnread() ? " unread" : "");
  }

  private static void note(Map<String, String> times, String what, @Nullable Instant at) {
    if (at != null) {
      times.put(what, Long.toString(at.toEpochMilli()));
    }
  }
}
