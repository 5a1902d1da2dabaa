package io.viatra.chat.streams.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One conversation of the [Model]: everything that was ever said, nothing clever.
final class Talk {
  final UUID id;
  final CreateConversation creation;

  /// Of people.
  final int partitions;

  final Map<String, Person> people = new TreeMap<>();

  /// The first is number 1.
  final List<Said> said = new ArrayList<>();

  /// Who was in it once an event was done, by its `ver`.
  final Map<Long, Set<String>> membersAt = new HashMap<>();

  final Set<String> everMuted = new TreeSet<>();

  long ver;
  @Nullable String name;
  boolean showsHistory;
  @Nullable JsonNode metadata;

  static final class Person {
    Role role;
    final long joinedVer;
    final long joinedSeq;
    long delivered;
    long read;
    MemberSettings settings = MemberSettings.NONE;
    long revision;

    Person(Role role, long joinedVer, long joinedSeq) {
      this.role = role;
      this.joinedVer = joinedVer;
      this.joinedSeq = joinedSeq;
      delivered = joinedSeq;
      read = joinedSeq;
    }
  }

  static final class Said {
    final UUID id;
    final String sender;
    final MessageBody original;
    final Instant at;
    final Map<String, Set<String>> reactions = new TreeMap<>();
    MessageBody body;
    boolean deleted;

    /// Whether it was said to so many that nobody is woken.
    final boolean toCrowd;

    Said(UUID id, String sender, MessageBody body, Instant at, boolean toCrowd) {
      this.toCrowd = toCrowd;
      this.id = id;
      this.sender = sender;
      this.body = body;
      this.at = at;
      original = body;
    }
  }

  Talk(CreateConversation creation, int partitions) {
    this.creation = creation;
    this.partitions = partitions;
    id = creation.conversationId();
  }

  boolean isDirect() {
    return creation.conversationType() == ConversationType.DIRECT;
  }

  long lastSeq() {
    return said.size();
  }

  Said said(long seq) {
    return said.get((int) seq - 1);
  }

  long next() {
    return ++ver;
  }

  /// The event is done.
  void done() {
    membersAt.put(ver, new TreeSet<>(people.keySet()));
  }

  boolean wasMember(String user, long atVer) {
    return membersAt.getOrDefault(atVer, Set.of()).contains(user);
  }

  boolean sees(Person person, long seq) {
    return seq > person.joinedSeq || showsHistory;
  }

  /// By the definition: above the watermark, of others, not deleted, within the membership.
  long unread(String user) {
    var person = people.get(user);
    long count = 0;
    for (long seq = 1; person != null && seq <= lastSeq(); seq++) {
      var message = said(seq);
      boolean open = seq > person.read && seq > person.joinedSeq;
      count += open && !message.deleted && !message.sender.equals(user) ? 1 : 0;
    }
    return count;
  }

  /// A message as a device that has everything shows it.
  String shown(long seq) {
    var message = said(seq);
    return message.deleted
        ? Lines.TOMBSTONE
        : Lines.shown(message.body, message.reactions.toString());
  }
}
