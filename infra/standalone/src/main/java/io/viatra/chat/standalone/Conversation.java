package io.viatra.chat.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.LiveSocket;
import io.viatra.chat.standalone.client.Rest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The scripted conversation of `--headless`: two people chat over real sockets and REST, a third
/// is away and is woken by a push. Every hop of a message's path is in it.
final class Conversation {
  private static final String CONVERSATIONS = "/api/v1/chat/conversations";
  private static final Duration PUSH_MAX = Duration.ofSeconds(15);
  private static final long POLL_MS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Endpoints endpoints;
  private final SigningKey key;
  private final Hops hops;

  /// Names nobody used before, so that the script finds the same world at every run.
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private final String eve = "eve-" + run;
  private final String finn = "finn-" + run;
  private final String gus = "gus-" + run;

  Conversation(Endpoints endpoints, SigningKey key, Hops hops) {
    this.endpoints = endpoints;
    this.key = key;
    this.hops = hops;
  }

  /// Runs to the end.
  ///
  /// @throws Hops.Missed the hop that did not happen
  void play() throws Hops.Missed, InterruptedException {
    var eveRest = new Rest(gateway(), token(eve));
    var finnRest = new Rest(gateway(), token(finn));
    var id = hops.hop("create a direct conversation (REST)", () -> create(eveRest, "direct", finn));
    try (var eveSocket = hops.hop("sender connects, session_ready", () -> connect(eve));
        var finnSocket = hops.hop("recipient connects, session_ready", () -> connect(finn))) {
      typing(eveSocket, finnSocket, id);
      var message = message(eveSocket, finnSocket, id);
      receipts(eveSocket, finnSocket, message);
      history(eveRest, finnRest, id, message);
      deletion(eveRest, finnSocket, message);
    }
    push(eveRest);
  }

  private void typing(LiveSocket from, LiveSocket to, String id)
      throws Hops.Missed, InterruptedException {
    var room = Rest.object().put("conversationId", id);
    hops.hop("recipient joins the conversation", () -> to.ask("join_conversation", room));
    hops.hop(
        "typing_start -> user_typing",
        () -> {
          var seen = to.next("user_typing", event -> names(event, eve));
          from.ask("typing_start", room);
          return to.await("user_typing", seen);
        });
  }

  private static boolean names(JsonNode typing, String userId) {
    for (var one : typing.path("userIds")) {
      if (one.asText().equals(userId)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode message(LiveSocket from, LiveSocket to, String id)
      throws Hops.Missed, InterruptedException {
    var body =
        Rest.object()
            .put("conversationId", id)
            .put("content", "Hello from the script")
            .put("clientMessageId", "script-" + run);
    var arrival = to.next("new_message", event -> inConversation(event, id));
    var own = from.next("new_message", event -> inConversation(event, id));
    var sent = System.nanoTime();
    var ack = hops.hop("send_message -> ack (durable)", () -> from.ask("send_message", body));
    var message =
        hops.hop("ack -> new_message at the recipient", () -> to.await("new_message", arrival));
    hops.hop("the sender's own socket learns its seq", () -> from.await("new_message", own));
    hops.holds(
        "send_message -> new_message took "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent)
            + " ms, same id",
        message.path("id").asText().equals(ack.path("message").path("id").asText())
            && message.path("seq").asLong() == 1);
    return message;
  }

  private void receipts(LiveSocket sender, LiveSocket reader, JsonNode message)
      throws Hops.Missed, InterruptedException {
    for (var kind : new String[] {"delivered", "read"}) {
      var receipt = receiptOf(message);
      var seen = sender.next("message_" + kind, event -> event.path("upToSeq").asLong() == 1);
      hops.hop("mark_" + kind + " -> ack (durable)", () -> reader.ask("mark_" + kind, receipt));
      hops.hop(
          "ack -> message_" + kind + " at the sender", () -> sender.await("message_" + kind, seen));
    }
  }

  private static ObjectNode receiptOf(JsonNode message) {
    var receipt = Rest.object().put("conversationId", message.path("conversationId").asText());
    receipt.putArray("messageIds").add(message.path("id").asText());
    return receipt;
  }

  private void history(Rest sender, Rest reader, String id, JsonNode message)
      throws Hops.Missed, InterruptedException {
    var page =
        hops.hop(
            "history over REST has it",
            () ->
                until(
                    () -> sender.get(CONVERSATIONS + "/" + id + "/messages").path("messages"),
                    messages -> messages.size() == 1 && names(messages.get(0), "readBy", finn)));
    hops.holds(
        "history shows the same message, read by the recipient",
        page.get(0).path("id").equals(message.path("id")));
    hops.hop(
        "a message over REST, read in the same breath",
        () -> {
          sender.post(
              CONVERSATIONS + "/" + id + "/messages", Rest.object().put("content", "And by REST"));
          return until(
              () -> sender.get(CONVERSATIONS + "/" + id + "/messages").path("messages"),
              messages -> messages.size() == 2);
        });
    hops.hop(
        "unread is one for the recipient",
        () ->
            until(
                () -> reader.get("/api/v1/chat/unread"),
                unread -> unread.path("conversations").path(id).asLong() == 1));
  }

  private void deletion(Rest sender, LiveSocket recipient, JsonNode message)
      throws Hops.Missed, InterruptedException {
    var id = message.path("id").asText();
    var seen = recipient.next("message_updated", event -> event.path("id").asText().equals(id));
    hops.hop("delete over REST", () -> sender.delete("/api/v1/chat/messages/" + id));
    var tombstone =
        hops.hop(
            "message_updated at the recipient", () -> recipient.await("message_updated", seen));
    hops.holds(
        "the tombstone has no content",
        tombstone.path("isDeleted").asBoolean() && tombstone.path("content").isNull());
  }

  /// Somebody who is away gets exactly one push with opaque ids.
  private void push(Rest sender) throws Hops.Missed, InterruptedException {
    var token = "device-of-" + gus;
    var awayRest = new Rest(gateway(), token(gus));
    hops.hop(
        "register the device of somebody who is away",
        () ->
            awayRest.post(
                "/api/v1/auth/fcm-token",
                Rest.object()
                    .put("token", token)
                    .put("deviceId", "phone")
                    .put("platform", "android")));
    var id = hops.hop("create a conversation with them", () -> create(sender, "direct", gus));
    hops.hop(
        "send to them -> push at the (fake) FCM",
        () -> {
          sender.post(
              CONVERSATIONS + "/" + id + "/messages",
              Rest.object().put("content", "Are you there?"));
          return until(() -> pushes(token), pushes -> pushes.size() == 1);
        });
  }

  private JsonNode pushes(String token) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(endpoints.fakeFcm() + "/received")).build();
      var all = JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
      var own = JSON.createArrayNode();
      for (var push : all.isArray() ? all : all.path("received")) {
        if (push.path("token").asText().equals(token)) {
          own.add(push);
        }
      }
      return own;
    }
  }

  private static boolean names(JsonNode object, String list, String userId) {
    for (var one : object.path(list)) {
      if (one.asText().equals(userId)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inConversation(JsonNode event, String id) {
    return event.path("conversationId").asText().equals(id);
  }

  private interface Question {
    JsonNode ask() throws IOException, InterruptedException;
  }

  /// Asks until the answer is wanted; the read model follows the log by some ten milliseconds.
  private static JsonNode until(Question question, Predicate<JsonNode> wanted)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PUSH_MAX.toNanos();
    while (true) {
      var answer = question.ask();
      if (wanted.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("still not so after " + PUSH_MAX.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private static String create(Rest who, String type, String other)
      throws IOException, InterruptedException {
    var body = Rest.object().put("type", type);
    body.putArray("participantIds").add(other);
    return who.post(CONVERSATIONS, body).path("conversation").path("id").asText();
  }

  private LiveSocket connect(String userId) throws IOException, InterruptedException {
    return LiveSocket.connect(gateway(), token(userId), "laptop");
  }

  private URI gateway() {
    return URI.create(Objects.requireNonNull(endpoints.gateway()));
  }

  private String token(String userId) {
    return key.token(userId, Seed.TOKEN_LIFETIME);
  }
}
