package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A channel of more members than a message is delivered to one by one.
class CrowdIT {
  private static final String CONVERSATIONS = "/api/v1/chat/conversations";

  @TempDir private static Path data;

  private static Pipeline pipeline;
  private static URI elsewhere;

  @BeforeAll
  static void start() throws Exception {
    pipeline = Pipeline.start(data);
    int port = FreePorts.any();
    var _ = pipeline.anotherEdge(port, Map.of());
    elsewhere = URI.create("http://127.0.0.1:" + port);
  }

  @AfterAll
  static void stop() throws IOException {
    pipeline.close();
  }

  @Test
  void everybodyHearsEverythingInOrderWhileTheLimitIsCrossedUpAndDown() throws Exception {
    try (var ana = new Onlooker(pipeline, "ana");
        var ben = new Onlooker(pipeline, "ben");
        var carla = new Onlooker(pipeline, "carla", elsewhere)) {
      // Cold code could be slower than the patience with which an edge waits for what comes before.
      var warm = channelOf(ana, Topics.FANOUT_LIMIT);
      var spoken = chat(ana, warm, new AtomicBoolean(false), 30).getLast();
      for (var listener : List.of(ben, carla)) {
        listener.hears("new_message", m -> m.path("id").asText().equals(spoken));
      }

      var channel = channelOf(ana, Topics.FANOUT_LIMIT + 1);
      var goOn = new AtomicBoolean(true);
      var talk = CompletableFuture.supplyAsync(() -> chat(ana, channel, goOn, 1));
      for (int i = 0; i < 4; i++) {
        ana.rest.delete(CONVERSATIONS + "/" + channel + "/participants/reader-1");
        var back = Rest.object();
        back.putArray("userIds").add("reader-1");
        ana.rest.post(CONVERSATIONS + "/" + channel + "/participants", back);
      }
      goOn.set(false);
      var last = talk.get();

      for (var listener : List.of(ana, ben, carla)) {
        listener.hears("new_message", m -> m.path("id").asText().equals(last.getLast()));
        assertThat(heard(listener, "resync_required")).as(listener.userId).isEmpty();
        var seqs = numbers(listener, channel, "seq", "new_message");
        assertThat(seqs).as(listener.userId).containsExactlyElementsOf(upTo(last.size()));
        var vers = numbers(listener, channel, "ver", "new_message", "conversation_updated");
        assertThat(vers).doesNotHaveDuplicates().isSorted();
      }
    }
  }

  @Test
  void aCrowdIsAsAnyConversationToItsMembers() throws Exception {
    try (var ana = new Onlooker(pipeline, "ana");
        var carla = new Onlooker(pipeline, "carla", elsewhere)) {
      var channel = channelOf(ana, Topics.FANOUT_LIMIT + 2);
      var first = ana.says(channel, "first");
      var second = ana.says(channel, "second");
      var third = ana.says(channel, "third");
      ana.does("edit_message", Onlooker.about(channel, first).put("content", "first, mended"));
      carla.does("react", Onlooker.about(channel, second).put("emoji", "👍"));
      ana.does("delete_message", Onlooker.about(channel, third));
      carla.hears("message_updated", m -> m.path("content").asText().equals("first, mended"));
      ana.hears("message_updated", m -> m.at("/reactions/👍").size() == 1);
      var gone = carla.hears("message_updated", m -> m.path("isDeleted").asBoolean());
      assertThat(gone.has("readCount")).isFalse();
      ana.rest.patch(CONVERSATIONS + "/" + channel, Rest.object().put("name", "Everybody"));
      var renamed =
          carla.hears("conversation_updated", c -> c.path("name").asText().equals("Everybody"));
      assertThat(renamed.has("participants")).isFalse();

      // One of the three is deleted, one is read: the router counts as the read model does.
      try (var ben = new Onlooker(pipeline, "ben")) {
        ben.does("mark_read", Rest.object().put("conversationId", channel).put("upToSeq", 1));
        ben.hears("unread", u -> isAbout(u, channel) && u.path("count").asLong() == 1);
      }
      carla.does("mark_read", Rest.object().put("conversationId", channel).put("upToSeq", 2));
      carla.hears("unread", u -> isAbout(u, channel) && u.path("count").asLong() == 0);
      Awaitility.await("the read model agrees")
          .until(() ->
              carla
                      .rest
                      .get(CONVERSATIONS + "/" + channel)
                      .at("/conversation/unreadCount")
                      .asLong(-1)
                  == 0);

      // Who comes now is told of the conversation, and not of what was said before.
      try (var dora = new Onlooker(pipeline, "dora", elsewhere)) {
        var coming = Rest.object();
        coming.putArray("userIds").add("dora");
        ana.rest.post(CONVERSATIONS + "/" + channel + "/participants", coming);
        dora.hears("conversation_updated", c -> c.path("id").asText().equals(channel));
        ana.does("edit_message", Onlooker.about(channel, second).put("content", "not for dora"));
        var fourth = ana.says(channel, "fourth");
        dora.hears("new_message", m -> m.path("id").asText().equals(fourth));
        assertThat(heard(dora, "message_updated")).isEmpty();
        assertThat(heard(dora, "resync_required")).isEmpty();

        ana.rest.delete(CONVERSATIONS + "/" + channel + "/participants/dora");
        dora.hears("conversation_removed", c -> isAbout(c, channel));
        var fifth = ana.says(channel, "fifth");
        carla.hears("new_message", m -> m.path("id").asText().equals(fifth));
        assertThat(heard(dora, "new_message")).hasSize(1);
      }
    }
  }

  /// @param members with ana, ben and carla
  private static String channelOf(Onlooker owner, int members)
      throws IOException, InterruptedException {
    var body = Rest.object().put("type", "channel");
    var names = body.withArray("participantIds").add("ben").add("carla");
    for (int i = 1; i <= members - 3; i++) {
      names.add("reader-" + i);
    }
    return owner.rest.post(CONVERSATIONS, body).at("/conversation/id").asText();
  }

  /// Until told to stop.
  ///
  /// @param atLeast messages
  /// @return the ids of the messages
  private static List<String> chat(Onlooker who, String channel, AtomicBoolean goOn, int atLeast) {
    List<String> said = new ArrayList<>();
    try {
      do {
        said.add(who.says(channel, "message " + said.size()));
      } while (goOn.get() || said.size() < atLeast);
      return said;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> heard(Onlooker who, String... events) {
    return who.heard().stream()
        .filter(each -> Stream.of(events).anyMatch(each.event()::equals))
        .map(Onlooker.Heard::payload)
        .toList();
  }

  private static List<Long> numbers(Onlooker who, String channel, String number, String... events) {
    return heard(who, events).stream()
        .filter(payload -> isAbout(payload, channel) || payload.path("id").asText().equals(channel))
        .map(payload -> payload.path(number).asLong())
        .toList();
  }

  private static boolean isAbout(JsonNode payload, String channel) {
    return payload.path("conversationId").asText().equals(channel);
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
