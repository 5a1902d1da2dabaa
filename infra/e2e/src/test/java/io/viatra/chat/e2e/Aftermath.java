package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.testkit.guarantee.Guarantee;
import io.viatra.chat.testkit.guarantee.History;
import io.viatra.chat.testkit.guarantee.HistoryRecorder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;

/// What must hold when all is quiet, on every node that there is.
record Aftermath(List<URI> nodes, Crowd crowd, List<Traveller> devices, HistoryRecorder history) {
  private static final Duration QUIET_MAX = Duration.ofSeconds(60);

  /// Both nodes answer with the same, once receipts have come round, and so do the sockets.
  void samePictureEverywhere() {
    for (var userId : List.of("ana", "ben", "carla", "dora")) {
      var paths = new ArrayList<>(List.of("/api/v1/chat/unread", Person.CONVERSATIONS));
      crowd
          .conversations()
          .forEach((conversation, members) -> {
            if (members.contains(userId)) {
              paths.add(Person.CONVERSATIONS + "/" + conversation);
              paths.add(Person.CONVERSATIONS + "/" + conversation + "/messages?limit=100");
            }
          });
      for (var path : paths) {
        Awaitility.await(path + " is the same for " + userId)
            .atMost(QUIET_MAX)
            .untilAsserted(() ->
                assertThat(
                        withoutCursors(crowd.rest(userId).at(nodes.getFirst(), "GET", path, null)))
                    .isEqualTo(
                        withoutCursors(crowd.rest(userId).at(nodes.getLast(), "GET", path, null))));
      }
    }
    crowd
        .conversations()
        .forEach((conversation, members) -> {
          for (var device : devicesOf(members)) {
            Awaitility.await(device + " is told the unread of " + conversation)
                .atMost(QUIET_MAX)
                .until(() -> device.unread(conversation) == unread(device.userId, conversation));
          }
        });
  }

  /// A cursor is sealed anew each time; one of the other node is as good.
  private static JsonNode withoutCursors(InTurn.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    var body = (ObjectNode) answer.body().deepCopy();
    body.remove(List.of("nextCursor", "prevCursor"));
    return body;
  }

  private long unread(String userId, String conversation) throws InterruptedException {
    var counts = crowd.rest(userId).get("/api/v1/chat/unread").path("conversations");
    return counts.path(conversation).asLong();
  }

  void promisesHold(StoredMessages stored) throws Exception {
    var versions = new HashMap<String, Long>();
    for (var conversation : crowd.conversations().keySet()) {
      for (var row : stored.of(conversation)) {
        history.note(row);
        versions.put(row.messageId(), row.ver());
      }
      noteUnread(crowd.conversations().get(conversation), conversation);
      asTheModelHasIt(conversation);
    }
    for (var device : devices) {
      for (var line : device.lines()) {
        long ver = line.ver() > 0 ? line.ver() : versions.getOrDefault(line.messageId(), 0L);
        if (crowd.conversations().containsKey(line.conversation())) {
          history.note(
              new History.Received(
                  device.userId,
                  line.memory(),
                  line.conversation(),
                  line.seq(),
                  ver,
                  line.messageId()));
        }
      }
    }
    Awaitility.await("receipts reach those who wrote")
        .atMost(QUIET_MAX)
        .untilAsserted(() -> assertThat(Guarantee.check(history.snapshot())).isEmpty());
  }

  private void noteUnread(List<String> members, String conversation) throws InterruptedException {
    for (var userId : members) {
      history.note(new History.Notice.Unread(userId, conversation, unread(userId, conversation)));
    }
  }

  /// What was taken stands as it was meant, nothing beside it.
  private void asTheModelHasIt(String conversation) throws Exception {
    var reader = Objects.requireNonNull(crowd.conversations().get(conversation)).getFirst();
    var messages = new HashMap<String, JsonNode>();
    Traveller.pages(crowd.rest(reader), conversation)
        .forEach(message -> messages.put(message.path("id").asText(), message));
    var said = crowd.said().stream().filter(each -> each.conversation.equals(conversation));
    var ids = new ArrayList<String>();
    for (var each : said.toList()) {
      var message = messages.get(each.id);
      assertThat(message != null && each.isAs(message)).as(each + " is " + message).isTrue();
      ids.add(each.id);
    }
    assertThat(messages.keySet()).containsExactlyInAnyOrderElementsOf(ids);
  }

  private List<Traveller> devicesOf(List<String> members) {
    return devices.stream().filter(each -> members.contains(each.userId)).toList();
  }
}
