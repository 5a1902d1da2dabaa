package io.viatra.chat.push;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.device.Platform;
import io.viatra.chat.schemas.push.PushOutcome;
import io.viatra.chat.schemas.push.PushReason;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.push.PushResult;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.FakeFcm;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A broker of its own with the worker's topics, a fake FCM, and hands to put in what other
/// services would.
final class PushStage implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int PARTITIONS = 3;

  private final EmbeddedKafka kafka;
  final FakeFcm fcm;
  final KafkaProbe probe;

  private PushStage(EmbeddedKafka kafka, FakeFcm fcm) {
    this.kafka = kafka;
    this.fcm = fcm;
    this.probe = KafkaProbe.of(kafka.bootstrapServers());
  }

  static PushStage open(Path data) throws IOException {
    var stage = new PushStage(EmbeddedKafka.start(data), FakeFcm.start());
    for (Topic<?> topic :
        List.of(
            Topics.PUSH_REQUESTS,
            Topics.PUSH_RETRY,
            Topics.PUSH_RESULTS,
            Topics.DEVICES,
            Topics.DEAD_LETTERS)) {
      stage.probe.createTopic(
          topic.name(), topic.partitions(PARTITIONS), topic.retention().config());
    }
    return stage;
  }

  /// What a worker needs to know to work here: short time-outs and pauses.
  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("CHAT_ADMIN_PORT", "0");
    environment.put("CHAT_DRAIN_DELAY", "0s");
    environment.put("CHAT_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
    environment.put("CHAT_PUSH_FCM_URL", fcm.url());
    environment.put("CHAT_PUSH_FCM_TIMEOUT", "1s");
    environment.put("CHAT_PUSH_RETRY_FIRST", "200ms");
    environment.put("CHAT_PUSH_RETRY_LAST", "1s");
    return environment;
  }

  Running worker() throws Exception {
    return PushWorker.start(Env.of(environment()));
  }

  void register(String user, String id, String token) {
    var device = new Device(user, id, token, Platform.ANDROID, Instant.now());
    int partition = Partitions.of(user, PARTITIONS);
    byte[] key = Device.key(user, id).getBytes(StandardCharsets.UTF_8);
    byte[] value = Topics.DEVICES.codec().encode(device);
    probe.produce(new ProducerRecord<>(Topics.DEVICES.name(), partition, key, value));
  }

  static PushRequest request(String user, UUID conversation, long seq) {
    return request(user, conversation, seq, Instant.now().plusSeconds(600));
  }

  static PushRequest request(String user, UUID conversation, long seq, Instant expiresAt) {
    return new PushRequest(
        user,
        conversation,
        UUID.nameUUIDFromBytes((conversation + ":" + seq).getBytes(StandardCharsets.UTF_8)),
        seq,
        12,
        PushReason.OFFLINE,
        null,
        0,
        null,
        Instant.now(),
        expiresAt);
  }

  void ask(PushRequest request) {
    byte[] value = Topics.PUSH_REQUESTS.codec().encode(request);
    probe.produce(Topics.PUSH_REQUESTS.name(), request.userId(), value, Map.of());
  }

  /// Waits until so many decisions about the user are written, and answers them in order.
  List<PushResult> results(String user, int count) {
    return decoded(
        probe.await(
            Topics.PUSH_RESULTS.name(),
            PATIENCE,
            count + " decisions about " + user,
            records -> decoded(records, user).size() >= count),
        user);
  }

  List<PushOutcome> outcomes(String user, int count) {
    return results(user, count).stream().map(PushResult::outcome).toList();
  }

  SeenRecord letter(Predicate<SeenRecord> which) {
    return probe
        .await(
            Topics.DEAD_LETTERS.name(),
            PATIENCE,
            "a dead letter",
            records -> records.stream().anyMatch(which))
        .stream()
        .filter(which)
        .findFirst()
        .orElseThrow();
  }

  static List<PushResult> decoded(List<SeenRecord> records, @Nullable String user) {
    return records.stream()
        .map(record -> Topics.PUSH_RESULTS.codec().decode(record.bytes()))
        .<PushResult>mapMulti((decoded, out) -> {
          if (decoded instanceof Decoded.Value<PushResult>(var result)) {
            out.accept(result);
          }
        })
        .filter(result -> user == null || result.userId().equals(user))
        .toList();
  }

  @Override
  public void close() throws IOException {
    probe.close();
    fcm.close();
    kafka.close();
  }
}
