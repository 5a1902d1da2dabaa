package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.EraseUser;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.command.UpdateConversation;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the promises say that a log of commands leads to, told in the plainest way and without any
/// of the sequencer's own means: no rows, no watermark classes, no cleverness. It answers with the
/// lines that [Lines] makes of what the sequencer wrote.
final class Model {
  private static final Duration SAME_WITHIN = Duration.ofDays(3);

  final Map<UUID, Talk> talks = new TreeMap<>();
  private final int partitions;
  private final Map<List<Object>, Accepted> accepted = new HashMap<>();

  /// @param partitions of people
  Model(int partitions) {
    this.partitions = partitions;
  }

  /// @param what it said, without what was on the screen
  private record Accepted(Instant at, long seq, List<@Nullable Object> what) {}

  /// Lines, in the order of the words.
  List<String> apply(Command command, Instant at) {
    var lines = new ArrayList<>(decide(command, at));
    var talk = talks.get(command.conversationId());
    if (talk != null) {
      talk.done();
    }
    lines.sort(null);
    return lines;
  }

  private List<String> decide(Command command, Instant at) {
    if (command instanceof CreateConversation create) {
      return create(create);
    }
    if (command instanceof EraseUser) {
      return refused(command, RejectionCode.INVALID);
    }
    var early = early(command, at);
    if (early != null) {
      return early;
    }
    var talk = talks.get(command.conversationId());
    var actor = talk == null ? null : talk.people.get(command.actorId());
    if (talk == null || actor == null) {
      return refused(command, RejectionCode.NOT_FOUND);
    }
    return switch (command) {
      case SendMessage send -> send(send, talk, actor, at);
      case MarkDelivered mark -> mark(mark, talk, actor, mark.upToSeq(), mark.messageIds());
      case MarkRead mark -> mark(mark, talk, actor, mark.upToSeq(), mark.messageIds());
      case EditMessage edit -> Changing.edit(edit, talk, actor);
      case DeleteMessage delete -> Changing.delete(delete, talk, actor);
      case React react -> Changing.react(react, talk, actor);
      case AddMembers add -> Governing.add(add, talk, actor);
      case RemoveMember remove -> Governing.remove(remove, talk, actor);
      case ChangeRole change -> Governing.change(change, talk, actor);
      case UpdateConversation update -> Governing.update(update, talk, actor);
      case ChangeSettings change -> settle(change, talk, actor, at);
      case CreateConversation _, EraseUser _ -> throw new IllegalStateException("decided above");
    };
  }

  static List<String> refused(Command command, RejectionCode code) {
    var client = command instanceof SendMessage send ? send.clientMessageId() : null;
    return List.of(
        "rejected %s of %s".formatted(code, command.actorId()),
        "> %s rejected %s %s".formatted(command.actorId(), code, client));
  }

  static List<String> repeated(Command command, @Nullable Long seq) {
    return List.of("repeated by %s s=%s".formatted(command.actorId(), seq));
  }

  /// What is said before anybody asks who the actor is.
  private @Nullable List<String> early(Command command, Instant at) {
    return switch (command) {
      case SendMessage send -> early(send, at);
      case EditMessage edit when lies(edit, edit.target()) -> refused(edit, RejectionCode.INVALID);
      case DeleteMessage delete when lies(delete, delete.target()) ->
          refused(delete, RejectionCode.INVALID);
      case React react when react.emoji().isBlank() || lies(react, react.target()) ->
          refused(react, RejectionCode.INVALID);
      default -> null;
    };
  }

  private static boolean lies(Command command, MessageRef target) {
    var client = target.clientMessageId();
    return client != null
        && !MessageId.of(command.conversationId(), target.senderId(), client)
            .equals(target.messageId());
  }

  private @Nullable List<String> early(SendMessage send, Instant at) {
    var id = MessageId.of(send.conversationId(), send.actorId(), send.clientMessageId());
    if (!id.equals(send.messageId())) {
      return refused(send, RejectionCode.INVALID);
    }
    if (send.messageType() == MessageType.SYSTEM) {
      return refused(send, RejectionCode.FORBIDDEN);
    }
    var before = accepted.get(key(send));
    if (before == null || before.at.plus(SAME_WITHIN).isBefore(at)) {
      return null;
    }
    return before.what.equals(what(send))
        ? repeated(send, before.seq)
        : refused(send, RejectionCode.CONFLICT);
  }

  private static List<Object> key(SendMessage send) {
    return List.of(send.conversationId(), send.actorId(), send.clientMessageId());
  }

  private static List<@Nullable Object> what(SendMessage send) {
    return List.of(send.messageType(), send.body());
  }

  private List<String> create(CreateConversation create) {
    var others = create.participantIds();
    boolean direct = create.conversationType() == ConversationType.DIRECT;
    boolean sound =
        direct
            ? others.size() == 1
                && create
                    .conversationId()
                    .equals(ConversationId.direct(create.actorId(), others.getFirst()))
            : !others.isEmpty() && create.conversationId().version() != 5;
    if (!sound) {
      return refused(create, RejectionCode.INVALID);
    }
    var before = talks.get(create.conversationId());
    if (before != null) {
      return before.isDirect() || before.creation.equals(create)
          ? repeated(create, null)
          : refused(create, RejectionCode.CONFLICT);
    }
    var talk = new Talk(create, partitions);
    talks.put(talk.id, talk);
    long ver = talk.next();
    talk.name = create.name();
    talk.people.put(create.actorId(), new Talk.Person(direct ? Role.MEMBER : Role.OWNER, ver, 0));
    others.forEach(user -> talk.people.put(user, new Talk.Person(Role.MEMBER, ver, 0)));
    var people = new TreeSet<String>();
    talk.people.forEach((user, person) -> people.add(user + " " + person.role));
    return framed(
        talk,
        0,
        List.of(),
        null,
        "v%d created %s by %s %s name=%s"
            .formatted(ver, create.conversationType(), create.actorId(), people, create.name()));
  }

  private List<String> send(SendMessage send, Talk talk, Talk.Person actor, Instant at) {
    var lines = new ArrayList<String>();
    var seen = send.lastSeenSeq();
    boolean reads = seen != null && seen <= talk.lastSeq() && seen > actor.read;
    if (reads && seen != null) {
      lines.addAll(rise(talk, send.actorId(), actor, Math.max(seen, actor.delivered), seen));
    }
    talk.said.add(
        new Talk.Said(send.messageId(), send.actorId(), send.body(), at, Crowding.is(talk)));
    long ver = talk.next();
    long seq = talk.lastSeq();
    accepted.put(key(send), new Accepted(at, seq, what(send)));
    lines.add(
        "v%d s%d sent by %s %s read=%s"
            .formatted(ver, seq, send.actorId(), Lines.text(send.body()), reads ? seen : null));
    var body = "v%d s%d %s".formatted(ver, seq, Lines.text(send.body()));
    lines.addAll(
        Crowding.is(talk)
            ? Crowding.told(talk, body, null, send.actorId())
            : Lines.to(List.copyOf(talk.people.keySet()), body));
    return lines;
  }

  /// Both watermarks as they are to be; who hears of it is the reader, and the authors of what is
  /// covered for the first time.
  private static List<String> rise(
      Talk talk, String user, Talk.Person person, long delivered, long read) {
    boolean reads = read > person.read;
    long from = reads ? person.read : person.delivered;
    long to = reads ? read : delivered;
    person.delivered = delivered;
    person.read = read;
    var receipt = "receipt of %s d%d r%d".formatted(user, delivered, read);
    var covered = new TreeMap<String, List<Long>>();
    for (long seq = from + 1; seq <= to; seq++) {
      covered.computeIfAbsent(talk.said(seq).sender, _ -> new ArrayList<>()).add(seq);
    }
    covered.keySet().retainAll(Crowding.is(talk) ? Set.of() : talk.people.keySet());
    covered.put(user, List.of());
    var lines = new ArrayList<String>();
    lines.add(receipt);
    covered.forEach(
        (author, seqs) -> lines.add("> %s %s covers %s".formatted(author, receipt, seqs)));
    return lines;
  }

  private List<String> mark(
      Command mark, Talk talk, Talk.Person actor, @Nullable Long upTo, List<UUID> ids) {
    if (upTo != null && upTo > talk.lastSeq()) {
      return refused(mark, RejectionCode.BAD_SEQ);
    }
    long to = upTo == null ? 0 : upTo;
    for (long seq = 1; seq <= talk.lastSeq(); seq++) {
      to = ids.contains(talk.said(seq).id) ? Math.max(to, seq) : to;
    }
    boolean reads = mark instanceof MarkRead;
    var lines = new ArrayList<String>();
    if (to > (reads ? actor.read : actor.delivered)) {
      long read = reads ? to : actor.read;
      lines.addAll(rise(talk, mark.actorId(), actor, Math.max(to, actor.delivered), read));
    } else {
      lines.add("receipt of %s d%d r%d".formatted(mark.actorId(), actor.delivered, actor.read));
    }
    if (reads && actor.settings.markedUnread()) {
      var was = actor.settings;
      var now = new MemberSettings(was.mutedUntil(), was.pinnedAt(), was.archivedAt(), false);
      lines.addAll(set(talk, mark.actorId(), actor, now));
    }
    return lines;
  }

  private static List<String> set(
      Talk talk, String user, Talk.Person person, MemberSettings settings) {
    person.settings = settings;
    if (settings.mutedUntil() != null) {
      talk.everMuted.add(user);
    }
    person.revision++;
    return List.of(
        "settings of %s r%d v%d %s"
            .formatted(user, person.revision, talk.ver, Lines.settings(settings)),
        "> %s settings r%d".formatted(user, person.revision));
  }

  static String frame(Talk talk) {
    return frame(talk, talk.people.keySet());
  }

  /// @param shown whose standing is in it
  static String frame(Talk talk, Collection<String> shown) {
    var members = new ArrayList<String>();
    talk.people.forEach((user, one) -> {
      if (shown.contains(user)) {
        members.add(Lines.member(user, one.role.name(), one.joinedSeq, one.delivered, one.read));
      }
    });
    return Lines.frame(talk.ver, talk.lastSeq(), talk.name, members);
  }

  /// @param before members before it; 0 for none
  /// @param changed whom it is about
  /// @param gone who is in it no more
  static List<String> framed(
      Talk talk, int before, Collection<String> changed, @Nullable String gone, String event) {
    var lines = new ArrayList<String>();
    lines.add(event);
    var frame = frame(talk) + (Crowding.is(before) ? Lines.RECOUNT : "");
    lines.addAll(
        Crowding.is(talk)
            ? Crowding.framed(talk, before, changed, gone)
            : Lines.to(List.copyOf(talk.people.keySet()), frame));
    return lines;
  }

  private List<String> settle(ChangeSettings change, Talk talk, Talk.Person actor, Instant at) {
    var was = actor.settings;
    var until = change.mutedUntil();
    Instant muted = until == null ? was.mutedUntil() : until.isAfter(at) ? until : null;
    var marked = change.markedUnread();
    var now =
        new MemberSettings(
            muted,
            since(was.pinnedAt(), change.pinned(), at),
            since(was.archivedAt(), change.archived(), at),
            marked == null ? was.markedUnread() : marked);
    return now.equals(was) ? repeated(change, null) : set(talk, change.actorId(), actor, now);
  }

  private static @Nullable Instant since(
      @Nullable Instant was, @Nullable Boolean wanted, Instant at) {
    if (wanted == null) {
      return was;
    }
    return wanted ? (was == null ? at : was) : null;
  }
}
