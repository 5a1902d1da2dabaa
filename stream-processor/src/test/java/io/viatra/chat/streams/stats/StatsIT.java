package io.viatra.chat.streams.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsSettings;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The measures on a real broker: through a lost disk, without their topic, and switched off.
class StatsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// The service without sequencer and router, which have no part in this.
  private static final Service<Both> SERVICE =
      new Service<>("measures", StatsIT::settings, StatsIT::open);

  @TempDir private Path data;

  private record Both(StreamsSettings streams, StatsSettings stats) {}

  @Test
  void goOnWithoutTheirDiskAndAreNoConditionForTheService() throws Exception {
    var story = Story.random(new Random(5), Instant.now().minus(Duration.ofDays(3))).messages();
    try (var kafka = EmbeddedKafka.start(data.resolve("kafka"));
        var probe = KafkaProbe.of(kafka.bootstrapServers())) {
      probe.createTopic(Topics.EVENTS.name(), 1, Map.of());
      try (var without = start(kafka, "none", Map.of())) {
        assertThat(status(without)).isEqualTo(404);
        assertThat(without.failure()).isNotDone();
      }
      // Uncompacted, so that nothing is cleaned away while it is looked at.
      probe.createTopic(Topics.STATS.name(), 1, Map.of());
      tell(probe, story.subList(0, 200));
      try (var _ = start(kafka, "first", Map.of())) {
        awaitTable(probe, PlainModel.of(story.subList(0, 200)));
      }
      tell(probe, story.subList(190, story.size()));
      try (var again = start(kafka, "second", Map.of())) {
        awaitTable(probe, PlainModel.of(story));
        Awaitility.await("the page shows it")
            .atMost(PATIENCE)
            .until(() -> shown(again) == shownBy(PlainModel.of(story)));
        assertThat(again.readiness().report().checks()).containsOnlyKeys("started", "accepting");
      }
      try (var off = start(kafka, "off", Map.of("CHAT_STATS", "off"))) {
        assertThat(status(off)).isEqualTo(404);
      }
    }
  }

  private Running start(EmbeddedKafka kafka, String state, Map<String, String> more)
      throws Exception {
    var env = new HashMap<>(more);
    env.put("CHAT_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
    env.put("CHAT_STREAMS_STATE_DIR", data.resolve(state).toString());
    return SERVICE.start(Env.of(env));
  }

  private static Both settings(Env env) {
    return new Both(StreamsSettings.from(env), StatsSettings.from(env));
  }

  private static void open(Both settings, Host host) throws Exception {
    var streams = settings.streams();
    var memory = host.add("rocks", RocksMemory.of(streams.rocksBytes()));
    StatsApplication.open(settings.stats(), streams, memory, host);
  }

  private static void tell(KafkaProbe probe, List<MessageSent> messages) {
    for (var message : messages) {
      var codec = Topics.EVENTS.codec();
      var _ =
          probe.produce(
              Topics.EVENTS.name(),
              message.conversationId().toString(),
              codec.encode(message),
              Map.of(CloudEvent.TYPE, codec.type(message)));
    }
  }

  /// The newest record of each key, as a reader of the compacted topic sees it.
  private static void awaitTable(KafkaProbe probe, List<HourlyStats> expected) {
    var _ =
        probe.await(
            Topics.STATS.name(),
            PATIENCE,
            "the measures are those of the model",
            seen -> List.copyOf(newest(seen).values()).equals(expected));
  }

  private static Map<String, HourlyStats> newest(List<SeenRecord> seen) {
    var newest = new TreeMap<String, HourlyStats>();
    for (var record : seen) {
      if (Topics.STATS.codec().decode(record.bytes())
          instanceof Decoded.Value<HourlyStats>(var stats)) {
        newest.put(stats.key(), stats);
      }
    }
    return newest;
  }

  private static long shownBy(List<HourlyStats> table) {
    return table.stream().mapToLong(HourlyStats::messages).sum();
  }

  private static long shown(Running service) throws Exception {
    long messages = 0;
    for (JsonNode day : new ObjectMapper().readTree(get(service).body()).at("/days")) {
      messages += day.get("messages").asLong();
    }
    return messages;
  }

  private static int status(Running service) throws Exception {
    return get(service).statusCode();
  }

  private static HttpResponse<String> get(Running service) throws Exception {
    URI page = service.endpoint("admin").resolve("/stats");
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
