package io.viatra.chat.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.testkit.FcmBehaviour.Kind;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the fake FCM knows: how to behave, and what it received. Safe for all threads.
final class FcmMemory {
  /// Programs all tokens that have no program of their own.
  static final String ANY_TOKEN = "*";

  /// Beyond it the oldest is dropped and counted.
  private static final int RECEIVED_MAX = 10_000;

  /// Beyond it programming fails: a test that needs more has a mistake.
  private static final int PROGRAMMED_MAX = 10_000;

  private final Clock clock;
  private final Deque<ReceivedPush> received = new ArrayDeque<>();
  private final Map<String, FcmBehaviour> programmed = new HashMap<>();
  private long total;
  private long dropped;

  FcmMemory(Clock clock) {
    this.clock = clock;
  }

  /// What was received, oldest first, with the counts that belong to it.
  record Snapshot(long total, long dropped, List<ReceivedPush> received) {}

  synchronized void program(String token, FcmBehaviour behaviour) {
    if (!programmed.containsKey(token) && programmed.size() == PROGRAMMED_MAX) {
      throw new IllegalStateException("more than " + PROGRAMMED_MAX + " programmed tokens");
    }
    programmed.put(token, behaviour);
  }

  synchronized void forget(String token) {
    programmed.remove(token);
  }

  /// The behaviour for one message, which uses up one of its times.
  synchronized FcmBehaviour next(String token) {
    String key = programmed.containsKey(token) ? token : ANY_TOKEN;
    FcmBehaviour behaviour = programmed.get(key);
    if (behaviour == null) {
      return FcmBehaviour.of(Kind.ACCEPTED);
    }
    if (behaviour.times() == 1) {
      programmed.remove(key);
    } else if (behaviour.times() != FcmBehaviour.FOR_EVER) {
      programmed.put(key, behaviour.times(behaviour.times() - 1));
    }
    return behaviour;
  }

  /// Returns the number of the message.
  synchronized long record(String project, String token, int status, JsonNode message) {
    total++;
    received.add(new ReceivedPush(total, clock.instant(), project, token, status, message));
    if (received.size() > RECEIVED_MAX) {
      received.remove();
      dropped++;
    }
    return total;
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(total, dropped, List.copyOf(received));
  }

  /// Forgets what was received; numbers go on, behaviours stay.
  synchronized void clearReceived() {
    received.clear();
    dropped = 0;
  }

  synchronized void clearBehaviours() {
    programmed.clear();
  }
}
