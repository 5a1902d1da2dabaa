package io.viatra.chat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.LiveSocket;
import io.viatra.chat.testkit.guarantee.History;
import io.viatra.chat.testkit.guarantee.HistoryRecorder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A device as careful clients are: it remembers what it saw, drops repetitions, and after each
/// connect, to whatever edge, fetches over REST what it missed before it goes on live.
///
/// What comes live is heard on the socket's thread; while the device catches up it waits.
final class Traveller implements AutoCloseable {
  private static final Duration CAUGHT_UP_MAX = Duration.ofSeconds(30);
  private static final List<String> NUMBERED = List.of("new_message", "message_updated");

  /// One message in its order of arrival.
  ///
  /// @param memory another one each time that the device had to begin anew
  /// @param ver 0 where it came over REST, which knows the newest alone
  record Line(String memory, String conversation, long seq, long ver, String messageId) {}

  /// What stands on the screen for a message.
  record Shown(long ver, String text) {
    static Shown of(JsonNode message) {
      return new Shown(message.path("ver").asLong(), Traveller.text(message));
    }
  }

  private record Heard(String event, JsonNode payload) {}

  final String userId;
  final String name;
  private final String token;
  private final InTurn rest;
  private final HistoryRecorder history;

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Shown> shown = new HashMap<>();
  private final Map<String, Long> heads = new HashMap<>();
  private final Map<String, Integer> memories = new HashMap<>();
  private final Map<String, Long> unread = new HashMap<>();
  private final Set<String> holes = new HashSet<>();
  private final List<Heard> waiting = new ArrayList<>();
  private final SocketContract contract = new SocketContract();
  private boolean behind;
  private @Nullable LiveSocket socket;

  Traveller(String userId, String name, String token, InTurn rest, HistoryRecorder history) {
    this.userId = userId;
    this.name = name;
    this.token = token;
    this.rest = rest;
    this.history = history;
  }

  /// Connects there, whatever became of the former socket, and returns when nothing is missing.
  void moveTo(URI edge) throws Exception {
    leave();
    synchronized (this) {
      behind = true;
      waiting.clear();
    }
    var live = LiveSocket.connect(edge, token, name, this::heard);
    socket = live;
    JsonNode snapshot;
    synchronized (this) {
      snapshot =
          waiting.stream()
              .filter(each -> each.event.equals("session_ready"))
              .findFirst()
              .orElseThrow()
              .payload;
    }
    var standing = new HashMap<String, Long>();
    snapshot
        .path("conversations")
        .properties()
        .forEach(each -> standing.put(each.getKey(), each.getValue().path("ver").asLong()));
    catchUp(standing);
  }

  void leave() {
    var former = socket;
    socket = null;
    if (former != null) {
      former.close();
    }
  }

  LiveSocket socket() {
    return Objects.requireNonNull(socket, "away");
  }

  boolean isHere() {
    return socket != null;
  }

  /// Emits; where the edge dies before its ack the answer never comes.
  CompletableFuture<JsonNode> emit(String event, ObjectNode payload) {
    return contract.acked(event, payload, socket().emit(event, payload));
  }

  /// Begins anew where a `resync_required` said that something is missing.
  void mend() throws InterruptedException {
    var torn = new HashMap<String, Long>();
    synchronized (this) {
      if (holes.isEmpty()) {
        return;
      }
      behind = true;
      for (var conversation : holes) {
        torn.put(conversation, 0L);
        heads.remove(conversation);
        memories.merge(conversation, 1, Integer::sum);
      }
      holes.clear();
    }
    catchUp(torn);
  }

  /// @param standing the version up to which the read model must have come, by conversation
  private void catchUp(Map<String, Long> standing) throws InterruptedException {
    for (var each : standing.entrySet()) {
      fetch(each.getKey(), each.getValue());
    }
    synchronized (this) {
      waiting.forEach(each -> apply(each.event, each.payload));
      waiting.clear();
      behind = false;
    }
  }

  private void fetch(String conversation, long ver) throws InterruptedException {
    var path = Person.CONVERSATIONS + "/" + conversation;
    var frame =
        Awaitility.await(name + " catches up")
            .atMost(CAUGHT_UP_MAX)
            .until(
                () -> rest.get(path).path("conversation"), now -> now.path("ver").asLong() >= ver);
    var missed = pages(rest, conversation);
    synchronized (this) {
      for (var message : missed.reversed()) {
        see(conversation, message, 0);
        show(message);
      }
      for (var reader : frame.path("participants")) {
        receipt(conversation, reader, "deliveredSeq", History.Receipt.DELIVERED);
        receipt(conversation, reader, "readSeq", History.Receipt.READ);
      }
    }
  }

  private void receipt(String conversation, JsonNode reader, String of, History.Receipt kind) {
    told(conversation, reader.path("userId").asText(), kind, reader.path(of).asLong());
  }

  private void told(String conversation, String reader, History.Receipt kind, long upTo) {
    if (!reader.equals(userId)) {
      history.note(new History.ReceiptSeen(userId, reader, conversation, kind, upTo));
    }
  }

  /// All messages, newest first.
  static List<JsonNode> pages(InTurn rest, String conversation) throws InterruptedException {
    var all = new ArrayList<JsonNode>();
    var path = Person.CONVERSATIONS + "/" + conversation + "/messages?limit=100";
    var page = rest.get(path);
    page.path("messages").forEach(all::add);
    while (page.hasNonNull("nextCursor")) {
      page = rest.get(path + "&before=" + page.path("nextCursor").asText());
      page.path("messages").forEach(all::add);
    }
    return all;
  }

  private synchronized void heard(String event, JsonNode payload) {
    contract.heard(event, payload);
    if (behind) {
      waiting.add(new Heard(event, payload));
    } else {
      apply(event, payload);
    }
  }

  private void apply(String event, JsonNode payload) {
    var conversation = payload.path("conversationId").asText();
    if (NUMBERED.contains(event)) {
      if (event.equals("new_message")) {
        see(conversation, payload, payload.path("ver").asLong());
      }
      show(payload);
    }
    switch (event) {
      case "session_ready" ->
          payload
              .path("conversations")
              .properties()
              .forEach(each -> unread.put(each.getKey(), each.getValue().path("unread").asLong()));
      case "unread" -> unread.put(conversation, payload.path("count").asLong());
      case "message_delivered", "message_read" ->
          told(
              conversation,
              payload.path("userId").asText(),
              event.equals("message_read") ? History.Receipt.READ : History.Receipt.DELIVERED,
              payload.path("upToSeq").asLong());
      case "resync_required" -> holes.add(conversation);
      default -> {
        // Typing, presence and frames are looked at where a test waits for them.
      }
    }
  }

  private void see(String conversation, JsonNode message, long ver) {
    long seq = message.path("seq").asLong();
    if (ver > 0 || seq > head(conversation)) {
      var memory = name + "#" + memories.getOrDefault(conversation, 0);
      lines.add(new Line(memory, conversation, seq, ver, message.path("id").asText()));
      heads.merge(conversation, seq, Math::max);
    }
  }

  private void show(JsonNode message) {
    var now = Shown.of(message);
    shown.merge(message.path("id").asText(), now, (old, more) -> more.ver >= old.ver ? more : old);
  }

  /// What a reader sees of it: the text and who reacted how, or that it is gone.
  static String text(JsonNode message) {
    return message.path("isDeleted").asBoolean()
        ? "deleted"
        : message.path("content").asText() + " " + reactions(message);
  }

  static Map<String, Set<String>> reactions(JsonNode message) {
    var reactions = new TreeMap<String, Set<String>>();
    for (var each : message.path("reactions").properties()) {
      var users = new TreeSet<String>();
      each.getValue().forEach(user -> users.add(user.asText()));
      reactions.put(each.getKey(), users);
    }
    return reactions;
  }

  synchronized long head(String conversation) {
    return heads.getOrDefault(conversation, 0L);
  }

  synchronized long unread(String conversation) {
    return unread.getOrDefault(conversation, 0L);
  }

  synchronized @Nullable String shown(String messageId) {
    var now = shown.get(messageId);
    return now == null ? null : now.text;
  }

  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    leave();
    contract.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
