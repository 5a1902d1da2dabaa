package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RoleChanged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// What the log alone says of members and messages, told without any of the sequencer's own means.
/// Adding an event asks whether it may follow.
final class LogModel {
  private final Map<UUID, Map<String, Role>> members = new HashMap<>();
  private final Set<UUID> led = new HashSet<>();
  private final Map<Key, MessageBody> edits = new HashMap<>();
  private final Map<Key, Map<String, Set<String>>> reactions = new HashMap<>();
  private final Set<Key> deleted = new HashSet<>();

  private record Key(UUID conversationId, long seq) {}

  void add(ConversationEvent event) {
    var id = event.conversationId();
    var people = members.computeIfAbsent(id, any -> new TreeMap<>());
    switch (event) {
      case ConversationCreated created -> {
        created.members().forEach(member -> people.put(member.userId(), member.role()));
        if (people.containsValue(Role.OWNER)) {
          led.add(id);
        }
      }
      case MembersAdded added -> {
        for (Member member : added.members()) {
          assertThat(people.put(member.userId(), member.role())).isNull();
        }
      }
      case MemberRemoved removed -> {
        assertThat(people.remove(removed.userId())).isNotNull();
        if (removed.successorId() != null) {
          assertThat(people.put(removed.successorId(), Role.OWNER)).isNotNull();
        }
      }
      case RoleChanged changed -> {
        assertThat(people.put(changed.userId(), changed.role())).isNotEqualTo(changed.role());
        if (changed.formerOwnerId() != null) {
          assertThat(people.put(changed.formerOwnerId(), Role.ADMIN)).isEqualTo(Role.OWNER);
        }
      }
      case MessageSent sent -> assertThat(people).containsKey(sent.senderId());
      case MessageEdited edited -> edits.put(alive(id, edited.target()), edited.body());
      case MessageDeleted gone -> {
        var key = alive(id, gone.target());
        deleted.add(key);
        reactions.remove(key);
      }
      case ReactionChanged changed -> react(alive(id, changed.target()), changed);
      case ConversationUpdated updated -> assertThat(people).containsKey(updated.updatedBy());
    }
    // One owner as long as anybody is there, where there ever was one.
    long owners = people.values().stream().filter(role -> role == Role.OWNER).count();
    assertThat(owners).isEqualTo(led.contains(id) && !people.isEmpty() ? 1 : 0);
  }

  private Key alive(UUID id, MessageRef target) {
    var key = new Key(id, target.seq());
    assertThat(deleted).doesNotContain(key);
    return key;
  }

  private void react(Key key, ReactionChanged changed) {
    var set =
        reactions
            .computeIfAbsent(key, any -> new TreeMap<>())
            .computeIfAbsent(changed.emoji(), any -> new TreeSet<>());
    var user = changed.userId();
    assertThat(changed.added() ? set.add(user) : set.remove(user)).isTrue();
  }

  /// What goes out says what the log says.
  void holds(MessageState state) {
    var key = new Key(state.conversationId(), state.message().seq());
    if (edits.containsKey(key)) {
      assertThat(state.content().body()).isEqualTo(edits.get(key));
    }
    var said = new HashMap<String, Set<String>>();
    state.reactions().forEach(r -> said.put(r.emoji(), new TreeSet<>(r.userIds())));
    var known = new HashMap<>(reactions.getOrDefault(key, Map.of()));
    known.values().removeIf(Set::isEmpty);
    assertThat(said).isEqualTo(known);
  }

  Set<String> members(UUID conversationId) {
    return members.getOrDefault(conversationId, Map.of()).keySet();
  }
}
