package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.testkit.guarantee.Guarantee;
import io.viatra.chat.testkit.guarantee.History;
import io.viatra.chat.testkit.guarantee.HistoryRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole pipeline under the official clients, with its stream processor and its sink killed
/// while people chat, held against the promises.
class PipelineIT {
  private static final int ROUNDS = 60;
  private static final int STREAMS_DIE_AT = 20;
  private static final int SINK_DIES_AT = 40;
  private static final Duration SETTLED_MAX = Duration.ofMinutes(2);
  private static final Duration LIFETIME = Duration.ofHours(1);

  @TempDir private Path data;

  private final HistoryRecorder history = new HistoryRecorder();

  @Test
  void nothingIsLostDoubledOrOutOfOrderWhileServicesDie() throws Exception {
    try (var pipeline = Pipeline.start(data);
        var ana = person(pipeline, "ana");
        var ben = person(pipeline, "ben");
        var carla = person(pipeline, "carla");
        var dora = person(pipeline, "dora")) {
      ana.holds(JsDevice.connect(pipeline.edge, token(pipeline, "ana"), "phone", ana::heard));
      ben.holds(JavaDevice.connect(pipeline.edge, token(pipeline, "ben"), "phone", ben::heard));
      carla.holds(JsDevice.connect(pipeline.edge, token(pipeline, "carla"), "web", carla::heard));
      registerDevice(dora);

      var direct = create(ana, "direct", "ben");
      var group = create(ana, "group", "ben", "carla");
      var away = create(ben, "direct", "dora");
      members(direct, "ana", "ben");
      members(group, "ana", "ben", "carla");
      history.note(new History.Member(away, "ben", 0, true));
      history.note(new History.Member(away, "dora", 0, false));

      chatWhileServicesDie(pipeline, direct, group, List.of(ana, ben, carla));
      settled(direct, 2L * ROUNDS, ana, ben);
      settled(group, 3L * ROUNDS, ana, ben, carla);

      markAndHear(direct, group, ana, ben, carla);
      wakeWhoIsAway(pipeline, away, ben);

      noteStored(ana, direct);
      noteStored(ana, group);
      noteStored(ben, away);
      noteUnread(ana, direct, group);
      noteUnread(ben, direct, group);
      noteUnread(carla, group);
      assertThat(Guarantee.check(history.snapshot())).isEmpty();
      assertThat(pipeline.audit()).isEmpty();
    }
  }

  /// Everybody sends in every round: two over sockets, the third by REST. Sends go on while a
  /// service is down, for an ack needs nothing but the log.
  private static void chatWhileServicesDie(
      Pipeline pipeline, String direct, String group, List<Person> people) throws Exception {
    var ana = people.get(0);
    var ben = people.get(1);
    var carla = people.get(2);
    var acks = new ArrayList<CompletableFuture<JsonNode>>();
    for (int round = 0; round < ROUNDS; round++) {
      if (round == STREAMS_DIE_AT) {
        pipeline.streamProcessor.kill();
      }
      if (round == STREAMS_DIE_AT + 5) {
        pipeline.streamProcessor.startAgain();
      }
      if (round == SINK_DIES_AT) {
        pipeline.sink.kill();
      }
      acks.add(ana.send(direct, "d-ana-" + round, "round " + round));
      acks.add(ben.send(direct, "d-ben-" + round, "round " + round));
      acks.add(ana.send(group, "g-ana-" + round, "round " + round));
      acks.add(ben.send(group, "g-ben-" + round, "round " + round));
      // A member's own knowledge of the conversation is in the read model before the sink dies.
      carla.post(group, "g-carla-" + round, "round " + round);
      if (round == SINK_DIES_AT + 5) {
        pipeline.sink.startAgain();
      }
    }
    CompletableFuture.allOf(acks.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
    pipeline.streamProcessor.awaitReady();
    pipeline.sink.awaitReady();
  }

  private static void settled(String conversation, long messages, Person... people) {
    for (var person : people) {
      Awaitility.await(person.userId + " has all of " + conversation)
          .atMost(SETTLED_MAX)
          .until(() -> person.head(conversation), head -> head == messages);
      Awaitility.await("the read model has all of " + conversation)
          .atMost(SETTLED_MAX)
          .until(() -> lastSeq(person, conversation), lastSeq -> lastSeq == messages);
    }
  }

  private static long lastSeq(Person person, String conversation)
      throws IOException, InterruptedException {
    return person
        .rest
        .get(Person.CONVERSATIONS + "/" + conversation)
        .path("conversation")
        .path("lastSeq")
        .asLong();
  }

  /// Ben has read half of the direct conversation and has all of the group delivered; carla has
  /// read the group. Receipts that cross must not disturb each other.
  private void markAndHear(String direct, String group, Person ana, Person ben, Person carla)
      throws Exception {
    CompletableFuture.allOf(
            ben.mark(direct, History.Receipt.DELIVERED, 2L * ROUNDS),
            ben.mark(direct, History.Receipt.READ, ROUNDS),
            ben.mark(group, History.Receipt.DELIVERED, 3L * ROUNDS),
            carla.mark(group, History.Receipt.READ, 3L * ROUNDS),
            ana.mark(direct, History.Receipt.READ, 2L * ROUNDS))
        .get(60, TimeUnit.SECONDS);
    Awaitility.await("receipts reach those who wrote")
        .atMost(SETTLED_MAX)
        .until(() ->
            Guarantee.check(withStored(ana, direct, group)).stream()
                .noneMatch(violation -> violation.toString().contains("ReceiptsReachSender")));
  }

  /// The history so far with the read model's rows, for a condition to wait for.
  private History withStored(Person reader, String... conversations)
      throws IOException, InterruptedException {
    var now = history.snapshot();
    var stored = new ArrayList<History.Stored>();
    for (var conversation : conversations) {
      stored.addAll(stored(reader, conversation));
    }
    return new History(
        now.members(),
        now.sent(),
        stored,
        now.received(),
        now.marked(),
        now.receipts(),
        now.notices());
  }

  private void wakeWhoIsAway(Pipeline pipeline, String away, Person ben)
      throws IOException, InterruptedException {
    ben.post(away, "away-1", "Are you there?");
    history.note(new History.Notice.PushOwed("dora", away, 1));
    Awaitility.await("a push for dora")
        .atMost(SETTLED_MAX)
        .until(() -> !pipeline.fcm().received("token-of-dora").isEmpty());
    // The next message's push comes after any second push of the first would have.
    ben.post(away, "away-2", "Good night then.");
    history.note(new History.Notice.PushOwed("dora", away, 2));
    Awaitility.await("a push for dora's second message")
        .atMost(SETTLED_MAX)
        .until(() ->
            pipeline.fcm().received("token-of-dora").stream()
                .anyMatch(push -> push.data("seq").equals("2")));
    for (var push : pipeline.fcm().received("token-of-dora")) {
      assertThat(push.message().toString()).doesNotContain("Are you there", "Good night");
      history.note(
          new History.Notice.Pushed(
              "dora", push.token(), push.data("conversationId"), Long.parseLong(push.data("seq"))));
    }
  }

  private void noteStored(Person reader, String conversation)
      throws IOException, InterruptedException {
    stored(reader, conversation).forEach(history::note);
  }

  private static List<History.Stored> stored(Person reader, String conversation)
      throws IOException, InterruptedException {
    var rows = new ArrayList<History.Stored>();
    var path = Person.CONVERSATIONS + "/" + conversation + "/messages?limit=100";
    var page = reader.rest.get(path);
    while (true) {
      for (var message : page.path("messages")) {
        rows.add(
            new History.Stored(
                conversation,
                message.path("seq").asLong(),
                message.path("ver").asLong(),
                message.path("id").asText(),
                message.path("senderId").asText(),
                message.path("clientMessageId").asText(),
                message.path("isDeleted").asBoolean()));
      }
      if (!page.hasNonNull("nextCursor")) {
        return rows;
      }
      page = reader.rest.get(path + "&before=" + page.path("nextCursor").asText());
    }
  }

  /// What REST says, and what the socket last said: both must be what the model says.
  private void noteUnread(Person person, String... conversations)
      throws IOException, InterruptedException {
    var counts = person.rest.get("/api/v1/chat/unread").path("conversations");
    for (var conversation : conversations) {
      history.note(
          new History.Notice.Unread(
              person.userId, conversation, counts.path(conversation).asLong()));
      var said = person.unreadSaid(conversation);
      if (said != null) {
        history.note(new History.Notice.Unread(person.userId, conversation, said));
      }
    }
  }

  private void members(String conversation, String... userIds) {
    for (var userId : userIds) {
      history.note(new History.Member(conversation, userId, 0, true));
    }
  }

  private Person person(Pipeline pipeline, String userId) {
    return new Person(userId, new Rest(pipeline.ingest, token(pipeline, userId)), history);
  }

  private static String token(Pipeline pipeline, String userId) {
    return pipeline.key().token(userId, LIFETIME);
  }

  private static void registerDevice(Person person) throws IOException, InterruptedException {
    person.rest.post(
        "/api/v1/auth/fcm-token",
        Rest.object()
            .put("token", "token-of-" + person.userId)
            .put("deviceId", "phone")
            .put("platform", "android"));
  }

  private static String create(Person who, String type, String... others)
      throws IOException, InterruptedException {
    var body = Rest.object().put("type", type);
    var list = body.putArray("participantIds");
    for (var other : others) {
      list.add(other);
    }
    return who.rest.post(Person.CONVERSATIONS, body).path("conversation").path("id").asText();
  }
}
