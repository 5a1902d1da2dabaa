package io.viatra.chat.edge.resume;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeSocket;
import io.viatra.chat.edge.resume.Missed.Answer;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Standings.Step;
import io.viatra.chat.schemas.mailbox.ConversationState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One conversation, one client that comes back, and a world that goes on at every question: events
/// go live, the read model gets along, more is said.
final class MissedStory {
  private static final Resume.Pace QUICK =
      new Resume.Pace(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO);

  private final Random random;
  private final String name;
  private final UUID conversation = UUID.randomUUID();
  private final Session session = new FakeSessions().ready("ana");
  private final FakeSocket socket = FakeSessions.socket(session);

  /// What each version was about: the message's seq, or 0 for the conversation's frame.
  private final List<Long> log = new ArrayList<>(List.of(0L));

  private final Map<Long, UUID> ids = new HashMap<>();
  private long lastSeq;
  private long live;
  private long stored;

  MissedStory(Random random, String name) {
    this.random = random;
    this.name = name;
  }

  void run() throws InterruptedException {
    happen(1 + random.nextInt(30));
    long held = random.nextInt(ver() + 1);
    live = held + random.nextInt(ver() - (int) held + 1);
    if (live == 0) {
      live = 1;
    }
    stored = random.nextInt(ver() + 1);
    session
        .user()
        .standings()
        .snapshot(List.of(new ConversationState(conversation, live, 0, 0, 0, 0L, 1L)), false);
    goOn();
    var filled =
        new Resume(session, this::asked, new MessageIndex(), ResumeTest.meters(), QUICK)
            .fill(Map.of(conversation, held));
    long end = filled.getOrDefault(conversation, -1L);
    while (live < ver()) {
      deliver();
    }
    judge(held, end);
  }

  private void judge(long held, long end) {
    List<Long> versions = new ArrayList<>();
    Map<UUID, Long> known = stateAt(held);
    long frame = frameAt(held);
    for (var emitted : socket.emitted()) {
      var payload = emitted.args().getFirst();
      long ver = payload.path("ver").asLong();
      versions.add(ver);
      if (emitted.event().equals("conversation_updated")) {
        frame = Math.max(frame, ver);
      } else {
        known.merge(UUID.fromString(payload.path("id").asText()), ver, Math::max);
      }
    }
    assertThat(versions).as("%s: nothing twice", name).doesNotHaveDuplicates();
    assertThat(known).as("%s: every message as it is", name).isEqualTo(stateAt(ver()));
    assertThat(frame).as("%s: the conversation as it is", name).isEqualTo(frameAt(ver()));
    assertThat(end).as("%s: the ack", name).isBetween(held, (long) ver());
    assertThat(versions.stream().filter(ver -> ver <= end).toList())
        .as("%s: in order up to %d", name, end)
        .isSorted();
  }

  /// The read model: state, as of some version, of which single rows may be newer.
  private Answer asked(Session asking, UUID id, long since, @Nullable Long upTo) {
    goOn();
    if (upTo != null && stored < upTo && random.nextBoolean()) {
      stored = upTo;
    }
    long ver = stored;
    stored = Math.min(ver(), stored + random.nextInt(3));
    List<Missed.Change> changes = new ArrayList<>();
    long frame = frameAt(ver);
    if (frame > since) {
      changes.add(new Missed.Change(frame, "conversation_updated", frame(frame)));
    }
    Map<Long, Long> created = createdAt(stored);
    stateAt(stored)
        .forEach((message, changed) -> {
          long seq = seqOf(message);
          if (changed > since) {
            String event =
                created.getOrDefault(seq, 0L) > since ? "new_message" : "message_updated";
            changes.add(new Missed.Change(changed, event, message(message, seq, changed)));
          }
        });
    goOn();
    return ver <= since ? new Answer.Changes(ver, List.of()) : new Answer.Changes(ver, changes);
  }

  private void goOn() {
    for (int steps = random.nextInt(4); steps > 0; steps--) {
      switch (random.nextInt(3)) {
        case 0 -> happen(1);
        case 1 -> stored = Math.min(ver(), stored + 1);
        default -> {
          if (live < ver()) {
            deliver();
          }
        }
      }
    }
  }

  private void happen(int times) {
    for (int i = 0; i < times; i++) {
      int kind = lastSeq == 0 ? 0 : random.nextInt(5);
      if (kind < 2) {
        lastSeq++;
        ids.put(lastSeq, UUID.randomUUID());
        log.add(lastSeq);
      } else {
        log.add(kind == 2 ? 0 : 1 + random.nextLong(lastSeq));
      }
    }
  }

  /// As the mailbox's thread does it.
  private void deliver() {
    live++;
    long seq = log.get((int) live);
    assertThat(session.user().delivered(conversation, live, seq)).isEqualTo(Step.NEXT);
    socket.emit(
        seq == 0 ? "conversation_updated" : "message_updated",
        seq == 0 ? frame(live) : message(Objects.requireNonNull(ids.get(seq)), seq, live));
  }

  private int ver() {
    return log.size() - 1;
  }

  private Map<UUID, Long> stateAt(long ver) {
    Map<UUID, Long> state = new HashMap<>();
    for (int each = 1; each <= ver; each++) {
      if (log.get(each) > 0) {
        state.put(ids.get(log.get(each)), (long) each);
      }
    }
    return state;
  }

  private Map<Long, Long> createdAt(long ver) {
    Map<Long, Long> created = new TreeMap<>();
    for (int each = 1; each <= ver; each++) {
      created.putIfAbsent(log.get(each), (long) each);
    }
    return created;
  }

  private long frameAt(long ver) {
    for (int each = (int) ver; each > 0; each--) {
      if (log.get(each) == 0) {
        return each;
      }
    }
    return 0;
  }

  private long seqOf(UUID message) {
    return ids.entrySet().stream()
        .filter(each -> each.getValue().equals(message))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static JsonNode frame(long ver) {
    return JsonNodeFactory.instance.objectNode().put("ver", ver);
  }

  static ObjectNode message(UUID id, long seq, long ver) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id.toString())
        .put("seq", seq)
        .put("ver", ver);
  }
}
