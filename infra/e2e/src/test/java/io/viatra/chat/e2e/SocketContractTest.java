package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.viatra.chat.edge.wire.ConversationJson;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.edge.wire.MessageJson;
import io.viatra.chat.edge.wire.PresenceJson;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.document.AsyncApi;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the socket events of the AsyncAPI document to the edge: their names to what its sources
/// hear and tell, their payloads to what it makes of the golden samples.
class SocketContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode ROOT = AsyncApi.document();
  private static final Path EDGE = Path.of("../../socket-edge/src/main/java/io/viatra/chat/edge");
  private static final Path GOLDEN = Path.of("../../schemas/src/test/resources/golden");

  private static final Pattern HEARD = Pattern.compile("Map\\.entry\\(\\s*\"([a-z_]+)\"");
  private static final Pattern TOLD =
      Pattern.compile("(?:EncodedEvent\\.of|emit)\\(\\s*(?:user,\\s*)?\"([a-z_]+)\"");

  private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void whatTheEdgeHearsIsWhatTheDocumentLetsClientsSay() throws IOException {
    var heard = named(HEARD, Files.readString(EDGE.resolve("inbound/ChatEvents.java")));

    assertThat(heard).isNotEmpty().isEqualTo(channel("clientEvents"));
  }

  @Test
  void whatTheEdgeTellsIsWhatTheDocumentSays() throws IOException {
    var told = new TreeSet<String>();
    try (var files = Files.walk(EDGE)) {
      for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (!file.toString().contains("engineio") && !file.toString().contains("socketio")) {
          told.addAll(named(TOLD, Files.readString(file)));
        }
      }
    }

    assertThat(told).isNotEmpty().isEqualTo(channel("serverEvents"));
  }

  @TestFactory
  Stream<DynamicTest> whatTheEdgeMakesIsWhatTheDocumentSays() {
    var sent = golden(Topics.DELIVERIES, MessageDelivery.class).message();
    var tombstone = golden(Topics.DELIVERIES, TombstoneDelivery.class);
    var snapshot = golden(Topics.DELIVERIES, ConversationDelivery.class).conversation();
    var changed = golden(Topics.DELIVERIES, MessageChangeDelivery.class).message();
    var unread = golden(Topics.MAILBOX, MailboxDelivery.class).unread().getFirst();
    return Stream.of(
        told("new_message", MessageJson.sent(sent)),
        told("message_updated", MessageJson.changed(changed)),
        told("message_updated", MessageJson.tombstone(tombstone.deleted(), tombstone.ticks())),
        told("conversation_updated", ConversationJson.of(snapshot, 1, settings())),
        told(
            "session_ready", EventJson.sessionReady(golden(Topics.MAILBOX, SessionSnapshot.class))),
        told("unread", EventJson.unread(unread)),
        told("message_delivered", EventJson.receipt(ID, List.of(ID), 7, "ana", AT)),
        told("message_read", EventJson.receipt(ID, List.of(), 7, "ana", AT)),
        told("message_rejected", EventJson.messageRejected("c-1", "FORBIDDEN")),
        told("error", EventJson.commandRejected(ID, "message.edit", "NOT_FOUND")),
        told("error", EventJson.error("RATE_LIMITED", "later", Duration.ofSeconds(1))),
        told("conversation_removed", EventJson.conversation(ID)),
        told("resync_required", EventJson.conversation(ID)),
        told("resync_required", EventJson.nothing()),
        told("user_typing", EventJson.typing(ID, List.of("ana"), AT)),
        told("user_online", PresenceJson.online("ana", AT)),
        told("user_offline", PresenceJson.offline("ana", null)));
  }

  @Test
  void aWrongEventIsSeen() throws IOException {
    assertThat(SocketContract.told("unread", json("{'conversationId':'x'}"))).isNotEmpty();
    assertThat(SocketContract.told("user_vanished", json("{}"))).isNotEmpty();
    assertThat(
            SocketContract.told(
                "conversation_removed", json("{'conversationId':'" + ID + "','more':1}")))
        .isNotEmpty();
    assertThat(SocketContract.answered("mark_read", json("{}"), json("{'ok':true}"))).isNotEmpty();
    assertThat(SocketContract.answered("resign", json("{}"), json("{'ok':true}"))).isNotEmpty();
    assertThat(
            SocketContract.answered(
                "mark_read",
                json("{'conversationId':'" + ID + "','upToSeq':1}"),
                json("{'ok':true}")))
        .isEmpty();
  }

  private static DynamicTest told(String event, JsonNode payload) {
    return DynamicTest.dynamicTest(
        event, () -> assertThat(SocketContract.told(event, payload)).isEmpty());
  }

  private static MemberSettings settings() {
    return new MemberSettings(AT, AT, AT, true);
  }

  private static Set<String> named(Pattern pattern, String source) {
    var names = new TreeSet<String>();
    var found = pattern.matcher(source);
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  private static Set<String> channel(String name) {
    var names = new ArrayList<String>();
    ROOT.at("/channels/" + name + "/messages").fieldNames().forEachRemaining(names::add);
    return new TreeSet<>(names);
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  private static <T> T golden(Topic<? super T> topic, Class<T> type) {
    try {
      var file = GOLDEN.resolve(topic.name()).resolve(type.getSimpleName() + ".json");
      if (topic.codec().decode(Files.readAllBytes(file)) instanceof Decoded.Value<?>(var value)) {
        return type.cast(value);
      }
      throw new AssertionError(file + " cannot be read");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
