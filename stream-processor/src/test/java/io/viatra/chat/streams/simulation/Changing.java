package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the [Model] says of commands about one message: whole to those who may see it, and the
/// conversation to those who came after it.
final class Changing {
  private Changing() {}

  /// Null where the actor may not know of it.
  private static Talk.@Nullable Said target(Talk talk, Talk.Person actor, MessageRef target) {
    boolean there =
        target.seq() <= talk.lastSeq() && talk.said(target.seq()).id.equals(target.messageId());
    return there && talk.sees(actor, target.seq()) ? talk.said(target.seq()) : null;
  }

  static List<String> edit(EditMessage edit, Talk talk, Talk.Person actor) {
    var message = target(talk, actor, edit.target());
    if (message == null) {
      return Model.refused(edit, RejectionCode.NOT_FOUND);
    }
    if (!message.sender.equals(edit.actorId())) {
      return Model.refused(edit, RejectionCode.FORBIDDEN);
    }
    if (message.deleted) {
      return Model.refused(edit, RejectionCode.NOT_FOUND);
    }
    if (message.body.equals(edit.body())) {
      return Model.repeated(edit, null);
    }
    message.body = edit.body();
    long seq = edit.target().seq();
    var what = "v%d s%d edited %s".formatted(talk.next(), seq, Lines.text(edit.body()));
    return changed(talk, seq, what, "s%d %s".formatted(seq, talk.shown(seq)));
  }

  static List<String> delete(DeleteMessage delete, Talk talk, Talk.Person actor) {
    var message = target(talk, actor, delete.target());
    if (message == null) {
      return Model.refused(delete, RejectionCode.NOT_FOUND);
    }
    if (!message.sender.equals(delete.actorId()) && actor.role == Role.MEMBER) {
      return Model.refused(delete, RejectionCode.FORBIDDEN);
    }
    if (message.deleted) {
      return Model.repeated(delete, null);
    }
    message.deleted = true;
    message.reactions.clear();
    long seq = delete.target().seq();
    var what = "v%d s%d deleted by %s".formatted(talk.next(), seq, delete.actorId());
    return changed(talk, seq, what, "s%d %s".formatted(seq, talk.shown(seq)));
  }

  static List<String> react(React react, Talk talk, Talk.Person actor) {
    var message = target(talk, actor, react.target());
    if (message == null || message.deleted) {
      return Model.refused(react, RejectionCode.NOT_FOUND);
    }
    var users = message.reactions.computeIfAbsent(react.emoji(), _ -> new TreeSet<>());
    boolean changed = react.remove() ? users.remove(react.actorId()) : users.add(react.actorId());
    message.reactions.values().removeIf(Set::isEmpty);
    if (!changed) {
      return Model.repeated(react, null);
    }
    long seq = react.target().seq();
    var sign = react.remove() ? "-" : "+";
    var what =
        "v%d s%d %s%s of %s".formatted(talk.next(), seq, sign, react.emoji(), react.actorId());
    return changed(talk, seq, what, "s%d %s".formatted(seq, talk.shown(seq)));
  }

  /// The whole message to those who may see it, the conversation to those who came later.
  private static List<String> changed(Talk talk, long seq, String event, String whole) {
    var lines = new ArrayList<String>();
    lines.add(event);
    if (Crowding.is(talk)) {
      var others = talk.showsHistory ? "" : " others " + Model.frame(talk, List.of());
      Long gone = talk.said(seq).deleted ? seq : null;
      lines.addAll(Crowding.told(talk, "v" + talk.ver + " " + whole + others, gone, null));
      return lines;
    }
    var delivered = new ArrayList<String>();
    var read = new ArrayList<String>();
    talk.people.forEach((user, person) -> {
      if (person.joinedSeq < seq && !user.equals(talk.said(seq).sender)) {
        if (person.delivered >= seq) {
          delivered.add(user);
        }
        if (person.read >= seq) {
          read.add(user);
        }
      }
    });
    var told = "v" + talk.ver + " " + whole + Lines.ticks(delivered, read);
    talk.people.forEach((user, person) ->
        lines.add("> " + user + " " + (talk.sees(person, seq) ? told : Model.frame(talk))));
    return lines;
  }
}
