package io.viatra.chat.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.sink.PersistenceSink;
import io.viatra.chat.standalone.Audit;
import io.viatra.chat.standalone.EmbeddedServers;
import io.viatra.chat.streams.StreamProcessor;
import io.viatra.chat.testkit.KafkaProbe;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The audit beside real servers and services: equal, behind, and each kind of deliberate damage,
/// all of it and nothing else.
class AuditIT {
  private static final int PARTITIONS = 2;
  private static final UUID GROUP = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final UUID DIRECT = ConversationId.direct("ana", "dora");
  private static final UUID UNKNOWN = UUID.fromString("01930000-0000-7000-8000-00000000000f");
  private static final UUID CROWD = UUID.fromString("01930000-0000-7000-8000-00000000000a");
  private static final UUID SHRUNK = UUID.fromString("01930000-0000-7000-8000-00000000000b");
  private static final UUID GROWN = UUID.fromString("01930000-0000-7000-8000-00000000000c");
  private static final Map<UUID, String> NAMES =
      Map.of(
          GROUP, "group",
          DIRECT, "direct",
          UNKNOWN, "unknown",
          CROWD, "crowd",
          SHRUNK, "shrunk",
          GROWN, "grown");

  @TempDir private Path data;

  private record Answer(int exit, List<String> lines, String err) {}

  @Test
  void findsNothingThenWhoIsBehindThenEveryDamage() throws Exception {
    try (var servers = EmbeddedServers.start(data, PARTITIONS);
        var probe = KafkaProbe.of(servers.infrastructure().kafka().bootstrapServers())) {
      var settings = new HashMap<>(servers.environment());
      settings.put("CHAT_ADMIN_PORT", "0");
      settings.put("CHAT_STREAMS_STATE_DIR", data.resolve("streams").toString());
      var env = Map.copyOf(settings);
      var log = new ChatLog(probe);
      try (var _ = start(StreamProcessor.SERVICE, env)) {
        try (var _ = start(PersistenceSink.SERVICE, env)) {
          chat(log);
          equal(env, "--wait=120");
        }
        log.say(GROUP, "ana", "6", null);
        log.awaitCount("ben", GROUP, 3);
        log.awaitCount("carla", GROUP, 3);
        // The router reads what is not committed yet; the audit does not.
        log.awaitEvents(30);
        assertThat(audit(env, "--wait=3").lines())
            .containsExactly(
                "behind group postgres - last_seq 6 5",
                "behind group postgres - messages 6 5",
                "behind group postgres - ver 10 9",
                "behind group postgres ben unread 3 2",
                "behind group postgres carla unread 3 2");
        try (var _ = start(PersistenceSink.SERVICE, env)) {
          equal(env, "--wait=120", "--at-once=2");
        }
      }
      damageTables(env);
      damageStores(log);
      var damaged = audit(env, "--wait=60");
      assertThat(damaged.lines()).containsExactlyInAnyOrderElementsOf(everyDamage());
      assertThat(damaged.exit()).isEqualTo(1);
      cannotAsk(env);
    }
  }

  private static Running start(Service<?> service, Map<String, String> env) throws Exception {
    return service.start(Env.of(env));
  }

  private static void equal(Map<String, String> env, String... args) throws Exception {
    var answer = audit(env, args);
    assertThat(answer.lines()).as(answer.err()).isEmpty();
    assertThat(answer.exit()).as(answer.err()).isZero();
  }

  /// What the numbers here follow from.
  private static void chat(ChatLog log) {
    log.tell(
        new CreateConversation(
            GROUP, "ana", ConversationType.GROUP, List.of("ben", "carla"), null, null, null));
    log.say(GROUP, "ana", "1", null);
    log.say(GROUP, "ben", "2", null);
    log.say(GROUP, "ana", "3", null);
    log.say(GROUP, "ben", "4", null);
    log.say(GROUP, "ana", "5", null);
    log.tell(new DeleteMessage(GROUP, "ana", ChatLog.message(GROUP, "ana", "3", 3)));
    log.tell(new AddMembers(GROUP, "ana", List.of("dora")));
    log.tell(new RemoveMember(GROUP, "ana", "dora"));
    log.tell(new MarkRead(GROUP, "carla", 2L, List.of()));
    log.tell(new MarkDelivered(GROUP, "ben", 5L, List.of()));
    log.tell(
        new CreateConversation(
            DIRECT, "ana", ConversationType.DIRECT, List.of("dora"), null, null, null));
    log.say(DIRECT, "ana", "1", null);
    log.say(DIRECT, "ana", "2", null);
    log.say(DIRECT, "dora", "3", 1L);
    crowds(log);
    log.awaitEvents(29);
    log.awaitReceipts(7);
  }

  /// One above the fan-out limit, one that falls below it and one that grows above it.
  private static void crowds(ChatLog log) {
    log.tell(channel(CROWD, Topics.FANOUT_LIMIT));
    log.say(CROWD, "ana", "1", null);
    log.say(CROWD, "user-5", "2", null);
    log.say(CROWD, "ana", "3", null);
    log.tell(new DeleteMessage(CROWD, "ana", ChatLog.message(CROWD, "ana", "1", 1)));
    log.tell(new MarkRead(CROWD, "user-7", 2L, List.of()));
    log.say(CROWD, "user-9", "4", 3L);

    log.tell(channel(SHRUNK, Topics.FANOUT_LIMIT));
    log.say(SHRUNK, "ana", "1", null);
    log.say(SHRUNK, "user-5", "2", null);
    log.say(SHRUNK, "ana", "3", null);
    log.tell(new MarkRead(SHRUNK, "user-3", 2L, List.of()));
    log.tell(new RemoveMember(SHRUNK, "ana", "user-8"));
    log.say(SHRUNK, "user-5", "4", null);
    log.tell(new MarkRead(SHRUNK, "user-3", 3L, List.of()));

    log.tell(channel(GROWN, Topics.FANOUT_LIMIT - 1));
    log.say(GROWN, "ana", "1", null);
    log.tell(new AddMembers(GROWN, "ana", List.of("dora")));
    log.say(GROWN, "user-5", "2", null);
  }

  private static CreateConversation channel(UUID id, int others) {
    var users = IntStream.range(0, others).mapToObj(i -> "user-" + i).toList();
    return new CreateConversation(id, "ana", ConversationType.CHANNEL, users, null, null, null);
  }

  private static void damageTables(Map<String, String> env) throws SQLException {
    var group = "conversation_id = '" + GROUP + "' AND user_id = ";
    try (var connection =
            DriverManager.getConnection(
                env.get("CHAT_POSTGRES_URL"),
                env.get("CHAT_POSTGRES_USER"),
                env.get("CHAT_POSTGRES_PASSWORD"));
        var statement = connection.createStatement()) {
      for (var damage :
          List.of(
              "UPDATE conversation_members SET read_seq = 1 WHERE " + group + "'carla'",
              "UPDATE conversation_members SET left_seq = NULL WHERE " + group + "'dora'",
              "DELETE FROM conversation_members WHERE " + group + "'ben'",
              "DELETE FROM messages WHERE seq = 2 AND conversation_id = '" + GROUP + "'",
              "UPDATE conversations SET last_seq = 4 WHERE id = '" + DIRECT + "'",
              "UPDATE conversation_members SET role = 'owner' WHERE user_id = 'ana' AND"
                  + " conversation_id = '"
                  + DIRECT
                  + "'",
              "INSERT INTO conversations SELECT '"
                  + UNKNOWN
                  + "', type, name, avatar_url, metadata, created_by, created_at, last_seq,"
                  + " active_at, ver, changed_ver, frame_ver FROM conversations WHERE id = '"
                  + GROUP
                  + "'")) {
        assertThat(statement.executeUpdate(damage)).as(damage).isPositive();
      }
    }
  }

  private static void damageStores(ChatLog log) {
    log.forgeMember(DIRECT, "ana", null);
    log.forgeMember(GROUP, "ben", log.member(GROUP, "carla"));
    log.forgeConversation(DIRECT, log.conversation(GROUP));
    log.forgeInbox("dora", DIRECT, null);
    log.forgeInbox("carla", GROUP, log.inbox("ben", GROUP));
    log.forgeHead(DIRECT, Partitions.of("ana", PARTITIONS), null);
    log.forgeCount("ana", GROUP, 99, PARTITIONS);
    log.forgeCount("zoe", GROUP, 7, PARTITIONS);
    log.forgeGarbledCount("ben", GROUP, PARTITIONS);
  }

  private static List<String> everyDamage() {
    var head = "[" + Partitions.of("ana", PARTITIONS) + "]";
    return List.of(
        "different group postgres carla read_seq 2 1",
        "different group postgres carla unread 3 4",
        "different group postgres dora left_seq 5 none",
        "different group postgres ben member a row none",
        "different group postgres - messages 6 5",
        "different direct postgres - last_seq 3 4",
        "different direct postgres ana unread 1 2",
        "different direct postgres dora unread 1 2",
        "different direct postgres ana role member owner",
        "different unknown postgres - conversation none a row",
        "different direct sequencer ana member member none",
        "different group sequencer ben delivered_seq 5 2",
        "different group sequencer ben read_seq 0 2",
        "different direct sequencer - type direct group",
        "different direct sequencer - ver 4 10",
        "different direct sequencer - last_seq 3 6",
        "different direct sequencer - members 2 3",
        "different direct router dora member a row none",
        "different group router carla delivered_seq 2 5",
        "different group router carla read_seq 2 0",
        "different direct router - head.ver" + head + " 4 none",
        "different direct router - head.last_seq" + head + " 3 none",
        "different direct router ana unread 1 0",
        "different group unread ana unread 2 99",
        "different group unread zoe unread none 7",
        "different group unread ben unread 3 unreadable");
  }

  private static void cannotAsk(Map<String, String> env) throws Exception {
    var nowhere = new HashMap<>(env);
    nowhere.put("CHAT_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/chat");
    var noDatabase = audit(nowhere);
    assertThat(noDatabase.exit()).isEqualTo(2);
    assertThat(noDatabase.err()).contains("PostgreSQL does not answer");

    var elsewhere = new HashMap<>(env);
    elsewhere.put("CHAT_STREAMS_PREFIX", "other");
    var noStores = audit(elsewhere);
    assertThat(noStores.exit()).isEqualTo(2);
    assertThat(noStores.err()).contains("other-").contains("is missing");

    assertThat(audit(env, "--at-once=0").exit()).isEqualTo(2);
    assertThat(audit(env, "--data=" + Path.of("nowhere")).err()).contains("no demo is running");
  }

  private static Answer audit(Map<String, String> env, String... args) throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    var command =
        new CommandLine(new Audit(Env.of(env)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    var all = new String[args.length + 1];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--json";
    int exit = command.execute(all);
    var lines =
        out.toString()
            .lines()
            .filter(line -> line.contains("verdict"))
            .map(AuditIT::plain)
            .toList();
    return new Answer(exit, lines, err.toString());
  }

  private static String plain(String json) {
    try {
      var line = new ObjectMapper().readTree(json);
      return String.join(
          " ",
          line.path("verdict").asText(),
          NAMES.get(UUID.fromString(line.path("conversationId").asText())),
          line.path("place").asText(),
          line.path("userId").asText("-"),
          line.path("what").asText(),
          line.path("expected").asText(),
          line.path("found").asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
