package io.viatra.chat.streams.rebuild;

import static io.viatra.chat.streams.rebuild.Town.group;
import static io.viatra.chat.streams.rebuild.Town.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Changelog;
import io.viatra.chat.streams.sequencer.SequencerFold;
import io.viatra.chat.testkit.SeenRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// People chat, everything stops, the state is made anew, and they chat on as if nothing had been.
class RebuildStateIT {
  private static final int PARTITIONS = 3;
  private static final UUID CLUB = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final UUID PAIR = UUID.fromString("01930000-0000-7000-8000-000000000002");

  @TempDir Path directory;
  private Town town;
  private String said = "";

  @BeforeEach
  void open() throws Exception {
    town = new Town(directory, PARTITIONS);
  }

  @AfterEach
  void close() throws IOException {
    town.close();
  }

  private int rebuild(String... options) {
    var out = new StringWriter();
    var env =
        Env.of(
            Map.of(
                "CHAT_KAFKA_BOOTSTRAP",
                town.kafka.bootstrapServers(),
                "CHAT_STREAMS_PREFIX",
                "it",
                "CHAT_STREAMS_REPLICATION",
                "1"));
    var arguments = new ArrayList<>(List.of(options));
    arguments.add("--work=" + directory.resolve("work"));
    int code =
        new CommandLine(new RebuildState(env))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    said = out.toString();
    System.out.print(said);
    return code;
  }

  /// Twelve events, and the receipt of a reader.
  private void chat() throws Exception {
    try (var _ = town.new Life()) {
      town.say(group(CLUB, "ana", "ben", "carla"));
      town.say(group(PAIR, "ben", "dora"));
      for (int i = 1; i <= 4; i++) {
        town.say(message(CLUB, "ana", "m" + i));
      }
      town.say(message(PAIR, "dora", "p1"));
      var second = town.sent(7, "m2");
      town.say(new DeleteMessage(CLUB, "ana", ref(second)));
      town.say(new AddMembers(CLUB, "ana", List.of("emil")));
      town.say(new RemoveMember(CLUB, "ana", "carla"));
      town.say(new ChangeSettings(CLUB, "ben", null, true, null, true));
      town.say(new MarkRead(CLUB, "ben", 1L, List.of()));
      assertThat(rebuild()).isEqualTo(1);
      assertThat(said).contains("has members");
      town.unread("ben", CLUB, 4, 2);
      town.unread("ben", PAIR, 1, 1);
    }
  }

  private static MessageRef ref(MessageSent sent) {
    return new MessageRef(
        sent.messageId(), sent.seq(), sent.senderId(), sent.messageType(), null, sent.at());
  }

  /// Says again what is known, and something new.
  private void chatOn(int eventsBefore) throws Exception {
    try (var _ = town.new Life()) {
      town.say(message(CLUB, "ana", "m4"));
      town.say(message(CLUB, "ana", "n1"));
      town.say(message(PAIR, "ben", "n2"));
      town.say(new MarkRead(CLUB, "emil", 5L, List.of()));
      var events = town.events(eventsBefore + 3);
      assertThat(events).hasSize(eventsBefore + 3);
      assertThat(events).filteredOn(CommandRepeated.class::isInstance).hasSize(1);
      assertThat(town.sent(eventsBefore + 3, "n1").seq()).isEqualTo(5);
      assertThat(town.sent(eventsBefore + 3, "n2").seq()).isEqualTo(2);
      town.unread("ben", CLUB, 5, 3);
      town.unread("dora", PAIR, 2, 1);
      town.unread("emil", CLUB, 5, 0);
    }
  }

  @Test
  void afterARebuildNumbersRepeatsAndCountsGoOn() throws Exception {
    chat();
    int events = town.probe.read(Topics.EVENTS.name()).size();
    var configs = configs();
    assertThat(rebuild("--dry-run")).isZero();
    var written = ends();
    var witness = Files.createFile(task().resolve("witness"));

    damage();
    assertThat(rebuild("--dry-run")).isEqualTo(1);
    assertThat(said).contains("members[").contains(CLUB + " ben is missing");
    assertThat(rebuild()).isZero();
    assertThat(rebuild("--dry-run")).isZero();
    assertThat(configs()).isEqualTo(configs);
    assertThat(ends()).as("nobody was told").isEqualTo(written);

    chatOn(events);
    assertThat(witness).as("the disk followed other changelogs").doesNotExist();
    assertThat(rebuild("--dry-run")).isZero();
  }

  private Path task() throws Exception {
    try (var tasks = Files.list(town.state().resolve("it-sequencer"))) {
      return tasks.filter(path -> path.endsWith("0_0")).findFirst().orElseThrow();
    }
  }

  @Test
  void inAnotherNumberOfPartitionsTheyChatOn() throws Exception {
    chat();
    var events = town.probe.read(Topics.EVENTS.name());
    var receipts = town.probe.read(Topics.RECEIPTS.name());
    town.recreate(2);
    for (var event : events) {
      var _ =
          town.probe.produce(new ProducerRecord<>(event.topic(), event.raw().key(), event.bytes()));
    }
    for (var receipt : receipts) {
      var id = Town.decoded(Topics.RECEIPTS, receipt).conversationId().toString();
      var _ =
          town.probe.produce(
              new ProducerRecord<>(
                  receipt.topic(), Partitions.of(id, 2), receipt.raw().key(), receipt.bytes()));
    }
    assertThat(rebuild()).isZero();
    assertThat(rebuild("--dry-run")).isZero();
    chatOn(events.size());
    assertThat(rebuild("--dry-run")).isZero();
  }

  /// A row that somebody lost.
  private void damage() {
    var members = changelog("members").topic();
    town.probe.read(members).stream()
        .map(SeenRecord::raw)
        .filter(row -> new String(row.key(), StandardCharsets.UTF_8).endsWith("ben"))
        .forEach(row ->
            town.probe.produce(new ProducerRecord<>(members, row.partition(), row.key(), null)));
  }

  private static Changelog changelog(String store) {
    return SequencerFold.changelogs("it-sequencer").stream()
        .filter(each -> each.store().equals(store))
        .findFirst()
        .orElseThrow();
  }

  /// What is set on the changelogs, beside the defaults.
  private Map<String, Map<String, String>> configs() throws Exception {
    var resources =
        SequencerFold.changelogs("it-sequencer").stream()
            .map(each -> new ConfigResource(ConfigResource.Type.TOPIC, each.topic()))
            .toList();
    var found = new TreeMap<String, Map<String, String>>();
    try (var admin = Admin.create(Map.of("bootstrap.servers", town.kafka.bootstrapServers()))) {
      admin
          .describeConfigs(resources)
          .all()
          .get()
          .forEach((resource, config) -> {
            var set = new HashMap<String, String>();
            config.entries().stream()
                .filter(each -> each.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(each -> set.put(each.name(), each.value()));
            found.put(resource.name(), set);
          });
    }
    return found;
  }

  /// How much there is in every topic that somebody would hear of.
  private Map<String, Integer> ends() {
    var ends = new TreeMap<String, Integer>();
    for (Topic<?> topic : Topics.all()) {
      ends.put(topic.name(), town.probe.readUncommitted(topic.name()).size());
    }
    return ends;
  }

  @Test
  void aRebuildThatWasBrokenOffIsRunAgainBeforeAnythingStarts() throws Exception {
    chat();
    town.probe.createTopic(Changelog.unfinished("it-sequencer"), 1, Map.of());
    try (var admin = Admin.create(Map.of("bootstrap.servers", town.kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(changelog("recent").topic())).all().get();
    }
    assertThatThrownBy(() -> town.new Life())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rebuild-state");
    assertThat(rebuild("--dry-run")).isEqualTo(1);
    assertThat(said).contains("recent-changelog has 0 partitions");
    int events = town.probe.read(Topics.EVENTS.name()).size();
    assertThat(rebuild()).isZero();
    chatOn(events);
  }
}
