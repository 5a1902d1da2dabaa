package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.command.UpdateConversation;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.RejectionCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the [Model] says of members, roles and names.
final class Governing {
  private Governing() {}

  static List<String> add(AddMembers add, Talk talk, Talk.Person actor) {
    if (talk.isDirect()) {
      return Model.refused(add, RejectionCode.INVALID);
    }
    if (actor.role == Role.MEMBER) {
      return Model.refused(add, RejectionCode.FORBIDDEN);
    }
    var coming = new TreeSet<>(add.userIds());
    coming.removeAll(talk.people.keySet());
    if (coming.isEmpty()) {
      return Model.repeated(add, null);
    }
    int before = talk.people.size();
    long ver = talk.next();
    coming.forEach(
        user -> talk.people.put(user, new Talk.Person(Role.MEMBER, ver, talk.lastSeq())));
    var who = coming.stream().map(user -> user + "@" + talk.lastSeq()).toList();
    var event = "v%d added by %s %s".formatted(ver, add.actorId(), who);
    return Model.framed(talk, before, coming, null, event);
  }

  static List<String> remove(RemoveMember remove, Talk talk, Talk.Person actor) {
    boolean leaves = remove.userId().equals(remove.actorId());
    if (talk.isDirect()) {
      return Model.refused(remove, RejectionCode.INVALID);
    }
    if (!leaves && actor.role == Role.MEMBER) {
      return Model.refused(remove, RejectionCode.FORBIDDEN);
    }
    var going = talk.people.get(remove.userId());
    if (going == null) {
      return Model.repeated(remove, null);
    }
    if (!leaves && going.role == Role.OWNER) {
      return Model.refused(remove, RejectionCode.FORBIDDEN);
    }
    int before = talk.people.size();
    talk.people.remove(remove.userId());
    String heir = going.role == Role.OWNER ? heir(talk) : null;
    var next = heir == null ? null : talk.people.get(heir);
    if (next != null) {
      next.role = Role.OWNER;
    }
    long ver = talk.next();
    var lines =
        Model.framed(
            talk,
            before,
            heir == null ? List.of() : List.of(heir),
            remove.userId(),
            "v%d removed %s by %s at %d heir=%s"
                .formatted(ver, remove.userId(), remove.actorId(), talk.lastSeq(), heir));
    lines.add("> %s v%d gone".formatted(remove.userId(), ver));
    return lines;
  }

  /// The longest-standing admin, else the longest-standing member.
  private static @Nullable String heir(Talk talk) {
    return talk.people.entrySet().stream()
        .min(
            Comparator.comparing(
                    (Map.Entry<String, Talk.Person> one) -> one.getValue().role == Role.MEMBER)
                .thenComparingLong(one -> one.getValue().joinedVer)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  static List<String> change(ChangeRole change, Talk talk, Talk.Person actor) {
    if (talk.isDirect()) {
      return Model.refused(change, RejectionCode.INVALID);
    }
    if (actor.role != Role.OWNER) {
      return Model.refused(change, RejectionCode.FORBIDDEN);
    }
    var one = talk.people.get(change.userId());
    if (one == null) {
      return Model.refused(change, RejectionCode.NOT_FOUND);
    }
    if (one.role == change.role()) {
      return Model.repeated(change, null);
    }
    if (one == actor) {
      return Model.refused(change, RejectionCode.INVALID);
    }
    one.role = change.role();
    boolean handsOver = change.role() == Role.OWNER;
    actor.role = handsOver ? Role.ADMIN : Role.OWNER;
    return Model.framed(
        talk,
        talk.people.size(),
        handsOver ? List.of(change.userId(), change.actorId()) : List.of(change.userId()),
        null,
        "v%d role of %s %s by %s former=%s"
            .formatted(
                talk.next(),
                change.userId(),
                change.role(),
                change.actorId(),
                handsOver ? change.actorId() : null));
  }

  static List<String> update(UpdateConversation update, Talk talk, Talk.Person actor) {
    if (actor.role == Role.MEMBER) {
      return Model.refused(update, RejectionCode.FORBIDDEN);
    }
    var name = update.name() == null ? talk.name : update.name();
    var metadata = update.metadata();
    boolean history =
        metadata == null ? talk.showsHistory : metadata.path("history").asText().equals("full");
    boolean same =
        Objects.equals(name, talk.name) && (metadata == null || metadata.equals(talk.metadata));
    if (same) {
      return Model.repeated(update, null);
    }
    talk.name = name;
    talk.showsHistory = history;
    talk.metadata = metadata == null ? talk.metadata : metadata;
    var event = "v%d updated by %s name=%s".formatted(talk.next(), update.actorId(), name);
    return Model.framed(talk, talk.people.size(), List.of(), null, event);
  }
}
