package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody was away and comes back, to another edge, while others go on.
class ResumeIT {
  private static final String CHAT = "/api/v1/chat";

  @TempDir private static Path data;

  private static Pipeline pipeline;

  @BeforeAll
  static void start() throws Exception {
    pipeline = Pipeline.start(data);
  }

  @AfterAll
  static void stop() throws IOException {
    pipeline.close();
  }

  @Test
  void whoComesBackToAnotherEdgeGetsWhatWasMissedInOrderAndOnce() throws Exception {
    try (var ana = new Onlooker(pipeline, "ana")) {
      int port = FreePorts.any();
      var _ = pipeline.anotherEdge(port, Map.of());
      var elsewhere = URI.create("http://127.0.0.1:" + port);
      var group = ana.groupWith("ben");
      String first;
      long held;
      try (var ben = new Onlooker(pipeline, "ben")) {
        first = ana.says(group, "first");
        held = ben.hears("new_message", m -> isMessage(m, first)).path("ver").asLong();
      }

      var second = ana.says(group, "second");
      var third = ana.says(group, "third");
      ana.does("edit_message", Onlooker.about(group, first).put("content", "first, mended"));
      ana.does("react", Onlooker.about(group, second).put("emoji", "👍"));
      ana.does("delete_message", Onlooker.about(group, third));
      ana.rest.patch(CHAT + "/conversations/" + group, Rest.object().put("name", "Ward 7"));
      ana.hears("conversation_updated", c -> c.path("name").asText().equals("Ward 7"));

      try (var ben = new Onlooker(pipeline, "ben", elsewhere)) {
        var goOn = new AtomicBoolean(true);
        var others = CompletableFuture.supplyAsync(() -> chat(ana, group, goOn));
        var ack = ben.emit("resume", resume(Map.of(group, held, UUID.randomUUID().toString(), 3L)));
        goOn.set(false);
        var said = others.get();

        assertThat(ack.path("ok").asBoolean()).as(ack.toString()).isTrue();
        assertThat(ack.path("conversations")).hasSize(1);
        long filled = ack.at("/conversations/" + group).asLong();
        assertThat(filled).isGreaterThanOrEqualTo(8);
        ben.hears("new_message", m -> isMessage(m, said.getLast()));
        everythingOnceAndAsItIs(ben, group, List.of(first, second, third), said);
        assertThat(filledOf(ben, group, filled)).isSorted();
      }
    }
  }

  @Test
  void whoMissedMoreThanIsFilledLoadsIt() throws Exception {
    try (var ana = new Onlooker(pipeline, "ana")) {
      var group = ana.groupWith("carla");
      for (int i = 0; i <= 200; i++) {
        ana.says(group, "message " + i);
      }
      Awaitility.await("the read model has them")
          .until(() ->
              ana.rest.get(CHAT + "/conversations/" + group).at("/conversation/lastSeq").asLong()
                  == 201);
      try (var carla = new Onlooker(pipeline, "carla")) {
        var ack = carla.emit("resume", resume(Map.of(group, 1L)));
        assertThat(ack.path("conversations")).isEmpty();
        carla.hears("resync_required", e -> e.path("conversationId").asText().equals(group));

        ack = carla.emit("resume", resume(Map.of(group, 2L)));
        assertThat(ack.at("/conversations/" + group).asLong()).isEqualTo(202);
        assertThat(carla.heard().stream().filter(e -> e.event().equals("new_message")))
            .hasSize(200);
      }
    }
  }

  /// Several a second, until told to stop, and then one more.
  private static List<String> chat(Onlooker who, String group, AtomicBoolean goOn) {
    List<String> said = new ArrayList<>();
    try {
      do {
        said.add(who.says(group, "meanwhile " + said.size()));
      } while (goOn.get() && said.size() < 100);
      said.add(who.says(group, "at last"));
      return said;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void everythingOnceAndAsItIs(
      Onlooker ben, String group, List<String> before, List<String> meanwhile) throws Exception {
    var seen = new ArrayList<Long>();
    var state = Rest.object();
    for (var heard : ben.heard()) {
      var payload = heard.payload();
      var conversation =
          switch (heard.event()) {
            case "new_message", "message_updated" -> payload.path("conversationId");
            case "conversation_updated" -> payload.path("id");
            default -> payload.path("none");
          };
      if (conversation.asText().equals(group)) {
        seen.add(payload.path("ver").asLong());
        state.set(payload.path("id").asText(), payload);
      }
    }
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(state.fieldNames())
        .toIterable()
        .containsAll(before)
        .containsAll(meanwhile)
        .contains(group);
    assertThat(state.path(before.get(0)).path("content").asText()).isEqualTo("first, mended");
    assertThat(state.path(before.get(1)).at("/reactions/👍/0").asText()).isEqualTo("ana");
    assertThat(state.path(before.get(2)).path("isDeleted").asBoolean()).isTrue();
    assertThat(state.path(group).path("name").asText()).isEqualTo("Ward 7");
    assertThat(ben.heard()).noneMatch(heard -> heard.event().equals("resync_required"));
  }

  private static List<Long> filledOf(Onlooker ben, String group, long filled) {
    return ben.heard().stream()
        .filter(heard ->
            heard.payload().path("conversationId").asText().equals(group)
                && heard.payload().has("ver"))
        .map(heard -> heard.payload().path("ver").asLong())
        .filter(ver -> ver <= filled)
        .toList();
  }

  private static ObjectNode resume(Map<String, Long> held) {
    var body = Rest.object();
    var conversations = body.putObject("conversations");
    held.forEach(conversations::put);
    return body;
  }

  private static boolean isMessage(JsonNode message, String id) {
    return message.path("id").asText().equals(id);
  }
}
