package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.standalone.client.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands is changed over REST and over sockets, by members of every rank, and everybody who
/// may see it learns of it in the order of `ver`, on sockets and over REST alike.
class ChangesIT {
  private static final String CHAT = "/api/v1/chat";

  @TempDir private Path data;

  @Test
  void everyChangeReachesEverybodyWhoMaySeeItInOneOrder() throws Exception {
    try (var pipeline = Pipeline.start(data);
        var ana = new Onlooker(pipeline, "ana");
        var ben = new Onlooker(pipeline, "ben");
        var carla = new Onlooker(pipeline, "carla");
        var dora = new Onlooker(pipeline, "dora")) {
      var group = ana.groupWith("ben", "carla");
      messagesChange(group, ana, ben, carla);
      membersComeAndGo(group, ana, ben, dora);
      settingsAreOnesOwn(group, ana, ben);
      theOwnerLeavesAnHeir(group, ana, ben, carla);
      for (var person : new Onlooker[] {ana, ben, carla}) {
        denseInVer(person, group);
      }
    }
  }

  private static void messagesChange(String group, Onlooker ana, Onlooker ben, Onlooker carla)
      throws Exception {
    var id = ana.says(group, "first");
    ben.hears("new_message", message -> message.path("id").asText().equals(id));

    ana.does("edit_message", Onlooker.about(group, id).put("content", "first, mended"));
    var edited = ben.hears("message_updated", message -> message.hasNonNull("editedAt"));
    assertThat(edited.path("content").asText()).isEqualTo("first, mended");
    assertThat(edited.path("seq").asLong()).isEqualTo(1);
    var refused = ben.emit("edit_message", Onlooker.about(group, id).put("content", "not mine"));
    assertThat(refused.at("/error/code").asText()).isEqualTo("FORBIDDEN");

    ben.does("react", Onlooker.about(group, id).put("emoji", "👍"));
    carla.hears("message_updated", message -> message.at("/reactions/👍/0").asText().equals("ben"));
    var both = carla.rest.put(CHAT + "/messages/" + id + "/reactions/%F0%9F%91%8D", Rest.object());
    assertThat(both.at("/message/reactions/👍")).hasSize(2);
    ben.does("react", Onlooker.about(group, id).put("emoji", "👍").put("remove", true));
    ana.hears(
        "message_updated",
        message ->
            message.at("/reactions/👍").size() == 1
                && message.at("/reactions/👍/0").asText().equals("carla"));

    var second = ben.says(group, "second");
    ana.hears("new_message", message -> message.path("id").asText().equals(second));
    ana.does("delete_message", Onlooker.about(group, second));
    var gone = carla.hears("message_updated", message -> message.path("isDeleted").asBoolean());
    assertThat(gone.path("id").asText()).isEqualTo(second);
    assertThat(gone.path("content").isNull()).isTrue();

    var page = carla.rest.get(CHAT + "/conversations/" + group + "/messages").path("messages");
    assertThat(page.path(1).path("content").asText()).isEqualTo("first, mended");
  }

  private static void membersComeAndGo(String group, Onlooker ana, Onlooker ben, Onlooker dora)
      throws Exception {
    var path = CHAT + "/conversations/" + group;
    notFound(() -> dora.rest.get(path));
    var userIds = Rest.object();
    userIds.putArray("userIds").add("dora");
    var added = ana.rest.post(path + "/participants", userIds);
    assertThat(added.at("/conversation/participantIds").toString()).contains("dora");
    var seen = dora.hears("conversation_updated", c -> c.path("id").asText().equals(group));
    assertThat(seen.path("participants").toString()).contains("ana", "ben", "carla", "dora");
    var welcome = ben.says(group, "welcome");
    dora.hears("new_message", message -> message.path("id").asText().equals(welcome));
    // Live is ahead of the read model by a commit or two; what was said before is never hers.
    var history =
        Awaitility.await("dora reads what she heard")
            .until(
                () -> dora.rest.get(path + "/messages").path("messages"), page -> !page.isEmpty());
    assertThat(history).hasSize(1);

    ana.rest.delete(path + "/participants/dora");
    dora.hears("conversation_removed", c -> c.path("conversationId").asText().equals(group));
    notFound(() -> dora.rest.get(path));
    var told = ben.says(group, "between us");
    ana.hears("new_message", message -> message.path("id").asText().equals(told));
    assertThat(dora.heard()).noneMatch(heard -> heard.payload().path("id").asText().equals(told));
    assertThat(
            dora.emit(
                    "send_message",
                    Rest.object().put("conversationId", group).put("content", "hello?"))
                .at("/error/code")
                .asText())
        .isEqualTo("NOT_FOUND");

    ana.rest.patch(path, Rest.object().put("name", "Ward 7"));
    ben.hears("conversation_updated", c -> c.path("name").asText().equals("Ward 7"));
  }

  private static void settingsAreOnesOwn(String group, Onlooker ana, Onlooker ben)
      throws Exception {
    var path = CHAT + "/conversations/" + group;
    var muted =
        ben.rest.put(path + "/settings", Rest.object().put("mutedUntil", "2099-01-01T00:00:00Z"));
    assertThat(muted.at("/conversation/mutedUntil").asText()).startsWith("2099");
    ben.hears("conversation_updated", c -> c.hasNonNull("mutedUntil"));
    assertThat(ana.heard()).noneMatch(heard -> heard.payload().hasNonNull("mutedUntil"));
    assertThat(ben.rest.get(CHAT + "/unread").path("total").asLong()).isZero();
  }

  private static void theOwnerLeavesAnHeir(String group, Onlooker ana, Onlooker ben, Onlooker carla)
      throws Exception {
    var path = CHAT + "/conversations/" + group;
    ana.rest.patch(path + "/participants/carla", Rest.object().put("role", "admin"));
    carla.hears("conversation_updated", c -> role(c, "carla").equals("admin"));
    ana.rest.delete(path + "/participants/ana");
    notFound(() -> ana.rest.get(path));
    var heir = ben.hears("conversation_updated", c -> role(c, "carla").equals("owner"));
    assertThat(heir.path("participantIds").toString()).doesNotContain("ana");
    assertThat(role(ben.rest.get(path).path("conversation"), "carla")).isEqualTo("owner");
  }

  /// No `ver` twice with another content, none left out, from the first to the last that came.
  private static void denseInVer(Onlooker person, String group) {
    var byVer = new HashMap<Long, String>();
    long head = 0;
    for (var heard : person.heard()) {
      boolean numbered =
          heard.event().equals("new_message")
              || heard.event().equals("message_updated")
              || heard.event().equals("conversation_updated");
      var payload = heard.payload();
      var conversation =
          heard.event().equals("conversation_updated")
              ? payload.path("id").asText()
              : payload.path("conversationId").asText();
      if (!numbered || !conversation.equals(group)) {
        continue;
      }
      var ver = payload.path("ver").asLong();
      assertThat(ver).as(person.userId + " after " + head).isBetween(head, head + 1);
      byVer.putIfAbsent(ver, heard.event());
      head = ver;
    }
    assertThat(byVer).hasSize((int) head);
    assertThat(person.heard()).noneMatch(heard -> heard.event().equals("resync_required"));
  }

  private static String role(JsonNode conversation, String userId) {
    for (var participant : conversation.path("participants")) {
      if (participant.path("userId").asText().equals(userId)) {
        return participant.path("role").asText();
      }
    }
    return "";
  }

  private interface Call {
    void make() throws IOException, InterruptedException;
  }

  private static void notFound(Call call) {
    assertThatExceptionOfType(Rest.UnexpectedAnswer.class)
        .isThrownBy(call::make)
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(404));
  }
}
