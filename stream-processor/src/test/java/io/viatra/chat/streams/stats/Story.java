package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.event.MessageSent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Messages of some conversations, as the sequencer would number them.
final class Story {
  static final Instant BEGIN = Instant.parse("2026-11-23T08:30:00Z");

  private final Map<UUID, Long> seqs = new HashMap<>();
  private final List<MessageSent> messages = new ArrayList<>();

  Story say(int conversation, String sender, Duration after) {
    return say(conversation, sender, BEGIN.plus(after), MessageType.TEXT);
  }

  Story say(int conversation, String sender, Instant at, MessageType type) {
    var id = new UUID(7, conversation);
    long seq = seqs.merge(id, 1L, Long::sum);
    messages.add(
        new MessageSent(
            id,
            seq,
            at,
            seq,
            new UUID(seq, conversation),
            sender,
            "c" + seq,
            type,
            new MessageBody.Plain("."),
            null,
            null,
            null,
            null));
    return this;
  }

  List<MessageSent> messages() {
    return List.copyOf(messages);
  }

  /// Two days of a dozen conversations; clocks go back a little now and then.
  static Story random(Random random) {
    return random(random, BEGIN);
  }

  static Story random(Random random, Instant begin) {
    var story = new Story();
    var at = begin;
    for (int i = 0; i < 400; i++) {
      at = at.plusSeconds(random.nextInt(-60, 900));
      var sender = "user-" + random.nextInt(9);
      var type = random.nextInt(20) == 0 ? MessageType.SYSTEM : MessageType.TEXT;
      story.say(random.nextInt(12), sender, at, type);
    }
    return story;
  }

  /// The same, conversations moved against each other by up to `places`; within each, the order
  /// stays, and some records come again.
  static List<MessageSent> reordered(List<MessageSent> messages, int places, Random random) {
    var moved = new ArrayList<>(messages);
    for (int round = 0; round < places; round++) {
      for (int i = 0; i + 1 < moved.size(); i++) {
        boolean strangers =
            !moved.get(i).conversationId().equals(moved.get(i + 1).conversationId());
        if (strangers && random.nextBoolean()) {
          moved.add(i, moved.remove(i + 1));
        }
      }
    }
    var repeated = new ArrayList<MessageSent>();
    for (int i = 0; i < moved.size(); i++) {
      repeated.add(moved.get(i));
      if (random.nextInt(10) == 0) {
        repeated.addAll(moved.subList(Math.max(0, i - 3), i + 1));
      }
    }
    return repeated;
  }
}
