package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.push.PushReason;
import io.viatra.chat.schemas.push.PushRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The push requests of one partition: none too early or twice, and none missing at the end.
final class Pushes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Model model;
  private final List<PushRequest> requests = new ArrayList<>();
  private final Map<Pushed, Integer> atKills = new HashMap<>();

  private record Pushed(String userId, UUID conversationId, long seq) {}

  Pushes(Model model) {
    this.model = model;
  }

  List<PushRequest> requests() {
    return requests;
  }

  /// @param kills of the router so far: after one it may ask again for what it had not committed
  void add(PushRequest request, int kills) {
    var key = new Pushed(request.userId(), request.conversationId(), request.seq());
    var before = atKills.put(key, kills);
    Broken.unless(before == null || before < kills, "push", "%s twice", request);
    var talk = model.talks.get(request.conversationId());
    Broken.unless(talk != null, "push", "%s of nothing", request);
    if (talk != null && request.reason() == PushReason.UNDELIVERED) {
      var waited = Duration.between(talk.said(request.seq()).at, request.requestedAt());
      Broken.unless(waited.compareTo(PATIENCE) >= 0, "push", "%s after %s", request, waited);
    }
    requests.add(request);
  }

  /// Everything that nobody's device has was pushed, by itself or with a later message.
  ///
  /// @param since sent before, it may have been pushed too late to be worth anything
  void check(String user, long since) {
    for (var talk : model.talks.values()) {
      var person = talk.people.get(user);
      if (person == null || talk.everMuted.contains(user)) {
        continue;
      }
      long pushed =
          requests.stream()
              .filter(one -> one.userId().equals(user) && one.conversationId().equals(talk.id))
              .mapToLong(PushRequest::seq)
              .max()
              .orElse(0);
      for (long seq = Math.max(pushed, person.delivered) + 1; seq <= talk.lastSeq(); seq++) {
        var message = talk.said(seq);
        boolean settled =
            message.deleted
                || message.toCrowd
                || message.sender.equals(user)
                || seq <= person.joinedSeq
                || message.at.toEpochMilli() < since;
        Broken.unless(settled, "push", "%s was not woken for %s s%d", user, talk.id, seq);
      }
    }
  }
}
