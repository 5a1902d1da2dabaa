package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.LiveSocket;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.testkit.guarantee.History;
import io.viatra.chat.testkit.guarantee.HistoryRecorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// People at random, from a seed: what they do goes to whichever device and node, and what must
/// come of it is kept here. Driven by one thread; only sends over sockets are not waited for at
/// once.
final class Crowd {
  private static final List<String> EMOJIS = List.of("👍", "❤️", "👩‍👩‍👧‍👦");
  private static final long ACK_SECONDS_MAX = 5;
  private static final int TRIES_MAX = 10;

  /// A send that is not known to have been taken.
  private record Sending(
      Traveller device, LiveSocket by, ObjectNode payload, CompletableFuture<JsonNode> ack) {}

  private final Random random;
  private final HistoryRecorder history;
  private final Map<String, List<String>> conversations = new LinkedHashMap<>();
  private final List<Traveller> devices = new ArrayList<>();
  private final Map<String, InTurn> rest;
  private final List<Sending> sendings = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private int count;

  Crowd(Random random, HistoryRecorder history, Map<String, InTurn> rest) {
    this.random = random;
    this.history = history;
    this.rest = rest;
  }

  void talksIn(String conversation, String... members) {
    conversations.put(conversation, List.of(members));
    for (var member : members) {
      history.note(new History.Member(conversation, member, 0, true));
    }
  }

  void comes(Traveller device) {
    devices.add(device);
  }

  List<Said> said() {
    return said;
  }

  Map<String, List<String>> conversations() {
    return conversations;
  }

  /// One act of somebody who is there.
  void act() throws Exception {
    var here = devices.stream().filter(Traveller::isHere).toList();
    var device = here.get(random.nextInt(here.size()));
    var mine =
        conversations.entrySet().stream()
            .filter(each -> each.getValue().contains(device.userId))
            .map(Map.Entry::getKey)
            .toList();
    var conversation = mine.get(random.nextInt(mine.size()));
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> send(device, conversation);
      case 8, 9, 10 -> post(device.userId, conversation);
      case 11, 12 -> edit(device);
      case 13 -> delete(device);
      case 14, 15 -> react(device, conversation);
      case 16, 17, 18 -> mark(device, conversation);
      default -> typing(device, conversation);
    }
  }

  /// Sends over the socket and does not wait.
  void send(Traveller device, String conversation) {
    var payload =
        Rest.object()
            .put("conversationId", conversation)
            .put("clientMessageId", "m-" + ++count)
            .put("content", "said " + count);
    emit(device, payload);
  }

  private void emit(Traveller device, ObjectNode payload) {
    var by = device.socket();
    sendings.add(new Sending(device, by, payload, device.emit("send_message", payload)));
  }

  /// A message that was taken over REST.
  record Posted(String conversation, String userId, ObjectNode sent, JsonNode message) {}

  /// Sends over REST; the other node must show it at once, because of the token.
  void post(String userId, String conversation) throws Exception {
    var posted = posting(userId, conversation).call();
    taken(posted);
    var page = rest(userId).call("GET", path(conversation) + "?limit=100", null);
    if (!page.stale()) {
      assertThat(page.body().path("messages").findValuesAsText("clientMessageId"))
          .contains(posted.sent.path("clientMessageId").asText());
    }
  }

  /// A send over REST, to be made on whatever thread.
  Callable<Posted> posting(String userId, String conversation) {
    var sent =
        Rest.object().put("content", "posted " + ++count).put("clientMessageId", "r-" + count);
    var nodes = rest(userId);
    return () -> {
      var answer = nodes.ok(nodes.call("POST", path(conversation), sent));
      return new Posted(conversation, userId, sent, answer.path("message"));
    };
  }

  void taken(Posted posted) {
    taken(posted.conversation, posted.userId, posted.sent, posted.message);
  }

  private static String path(String conversation) {
    return Person.CONVERSATIONS + "/" + conversation + "/messages";
  }

  private void taken(String conversation, String sender, ObjectNode sent, JsonNode message) {
    var id = message.path("id").asText();
    var clientMessageId = sent.path("clientMessageId").asText();
    history.note(
        new History.Sent(conversation, sender, clientMessageId, History.Outcome.ACKED, id));
    said.add(new Said(conversation, id, sender, sent.path("content").asText()));
  }

  /// Every send that has no answer yet gets one; those whose edge died are repeated with the same
  /// id.
  void settle() throws Exception {
    for (int attempt = 0; !sendings.isEmpty() && attempt < TRIES_MAX; attempt++) {
      var open = List.copyOf(sendings);
      sendings.clear();
      for (var sending : open) {
        settle(sending);
      }
    }
    assertThat(sendings.stream().filter(each -> each.device.isHere())).isEmpty();
  }

  private void settle(Sending sending) throws Exception {
    var device = sending.device;
    boolean lost = !device.isHere() || device.socket() != sending.by;
    JsonNode ack = lost && !sending.ack.isDone() ? null : answer(sending.ack);
    if (ack != null && ack.path("ok").asBoolean()) {
      var conversation = sending.payload.path("conversationId").asText();
      taken(conversation, device.userId, sending.payload, ack.path("message"));
    } else if (!device.isHere()) {
      sendings.add(sending);
    } else {
      emit(device, sending.payload);
    }
  }

  private static @Nullable JsonNode answer(CompletableFuture<JsonNode> ack)
      throws InterruptedException, ExecutionException {
    try {
      return ack.get(ACK_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      return null;
    }
  }

  private void edit(Traveller device) throws Exception {
    var message = any(each -> each.sender.equals(device.userId) && !each.deleted);
    if (message == null) {
      return;
    }
    var content = "mended " + ++count;
    if (random.nextBoolean()) {
      ask(device, "edit_message", named(message).put("content", content));
    } else {
      change(device.userId, "PATCH", message, Rest.object().put("content", content));
    }
    message.content = content;
  }

  private void delete(Traveller device) throws Exception {
    var message = any(each -> each.sender.equals(device.userId) && !each.deleted);
    if (message == null) {
      return;
    }
    if (random.nextBoolean()) {
      ask(device, "delete_message", named(message));
    } else {
      change(device.userId, "DELETE", message, null);
    }
    message.deleted = true;
  }

  private void react(Traveller device, String conversation) throws Exception {
    var message = any(each -> each.conversation.equals(conversation) && !each.deleted);
    if (message == null) {
      return;
    }
    var emoji = EMOJIS.get(random.nextInt(EMOJIS.size()));
    boolean remove = random.nextInt(3) == 0;
    ask(device, "react", named(message).put("emoji", emoji).put("remove", remove));
    var users = message.reactions.computeIfAbsent(emoji, _ -> new TreeSet<>());
    var _ = remove ? users.remove(device.userId) : users.add(device.userId);
    if (users.isEmpty()) {
      message.reactions.remove(emoji);
    }
  }

  private void mark(Traveller device, String conversation) throws Exception {
    long upTo = device.head(conversation);
    if (upTo > 0) {
      var kind = random.nextBoolean() ? History.Receipt.READ : History.Receipt.DELIVERED;
      mark(device, conversation, kind, 1 + random.nextLong(upTo));
    }
  }

  void mark(Traveller device, String conversation, History.Receipt kind, long upTo)
      throws Exception {
    var event = kind == History.Receipt.READ ? "mark_read" : "mark_delivered";
    ask(device, event, Rest.object().put("conversationId", conversation).put("upToSeq", upTo));
    history.note(new History.Marked(device.userId, conversation, kind, upTo));
  }

  private void typing(Traveller device, String conversation) {
    var event = random.nextBoolean() ? "typing_start" : "typing_stop";
    var _ = device.emit(event, Rest.object().put("conversationId", conversation));
  }

  /// Waits for the ack; what is not to be had now is asked for again.
  private static void ask(Traveller device, String event, ObjectNode payload) throws Exception {
    JsonNode last = null;
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      last = answer(device.emit(event, payload));
      if (last != null && last.path("ok").asBoolean()) {
        return;
      }
    }
    throw new AssertionError(event + " of " + device + ": " + last);
  }

  /// Over REST. What was acked on a socket a moment ago may not be in the read model yet.
  private void change(String userId, String method, Said message, @Nullable ObjectNode body)
      throws InterruptedException {
    var answer = rest(userId).call(method, path(message), body);
    for (int attempt = 1; answer.status() == 404 && attempt < TRIES_MAX; attempt++) {
      answer = rest(userId).call(method, path(message), body);
    }
    rest(userId).ok(answer);
  }

  private @Nullable Said any(Predicate<Said> such) {
    var all = said.stream().filter(such).toList();
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  InTurn rest(String userId) {
    return Objects.requireNonNull(rest.get(userId));
  }

  private static ObjectNode named(Said message) {
    return Rest.object().put("conversationId", message.conversation).put("messageId", message.id);
  }

  private static String path(Said message) {
    return "/api/v1/chat/messages/" + message.id;
  }
}
