package io.viatra.chat.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import io.viatra.chat.testkit.TestInfrastructure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Dump, loss and restore on a real broker.
class DumpRestoreIT {
  private static final List<Topic<?>> TOPICS = List.of(Topics.EVENTS, Topics.RECEIPTS);
  private static final int MIB = 1 << 20;
  private static final int COMMANDS = 10;
  private static final long FILE_BYTES = 100_000;

  @TempDir private Path data;
  private final String bootstrap = TestInfrastructure.kafka().bootstrapServers();

  private record Answer(int exit, String out, String err) {}

  @Test
  void whatWasDumpedComesBackByteForByteAlsoInAnotherNumberOfPartitions() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        var probe = KafkaProbe.of(bootstrap)) {
      recreate(admin, 2);
      anEverydayLog(probe, 2);
      strangeRecords(probe);
      transactions();
      var events = probe.read(Topics.EVENTS.name());
      var receipts = probe.read(Topics.RECEIPTS.name());
      var dump = data.resolve("dump");
      var err = new PrintWriter(new StringWriter());
      var manifest = new Dump(kafka(), TOPICS, dump, FILE_BYTES, err).run();

      assertThat(manifest.records()).isEqualTo(events.size() + receipts.size());
      assertThat(manifest.topics().getFirst().partitions().getFirst().files())
          .hasSizeGreaterThan(2);
      assertThat(run("dump", "--to=" + dump).err()).contains("is not empty");
      assertThat(run("restore", "--from=" + dump).err()).contains("is not empty; a restore goes");

      recreate(admin, 2);
      var dry = run("restore", "--from=" + dump, "--dry-run");
      assertThat(dry.exit()).as(dry.err()).isZero();
      assertThat(probe.read(Topics.EVENTS.name())).isEmpty();
      var restored = run("restore", "--from=" + dump);
      assertThat(restored.exit()).as(restored.err()).isZero();
      same(probe.read(Topics.EVENTS.name()), events, List.of());
      same(probe.read(Topics.RECEIPTS.name()), receipts, List.of());

      recreate(admin, 3);
      assertThat(run("restore", "--from=" + dump).err()).contains("--partitions=3 places");
      assertThat(run("restore", "--from=" + dump, "--partitions=3").exit()).isZero();
      placedAnew(probe.read(Topics.EVENTS.name()), events, 3);
      refusesWhatIsNoFinishedDump(dump);
    }
  }

  @Test
  void aDumpThatWasEndedInTheMiddleIsNone() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        var probe = KafkaProbe.of(bootstrap)) {
      recreate(admin, 1);
      anEverydayLog(probe, 1);
      var dump = data.resolve("ended");
      try (var open = producer("dump-restore-open")) {
        open.initTransactions();
        open.beginTransaction();
        // Nobody knows yet whether it counts, so the dump waits for it.
        open.send(new ProducerRecord<>(Topics.RECEIPTS.name(), new byte[1], new byte[1])).get();
        var ended = new CompletableFuture<Throwable>();
        var run =
            Thread.startVirtualThread(() -> {
              try {
                new Dump(kafka(), TOPICS, dump, FILE_BYTES, new PrintWriter(new StringWriter()))
                    .run();
                ended.complete(new AssertionError("the dump did not wait"));
              } catch (Exception interrupted) {
                ended.complete(interrupted);
              }
            });
        while (!Files.exists(dump.resolve(Topics.RECEIPTS.name()))) {
          assertThat(ended).isNotDone();
          Thread.onSpinWait();
        }
        run.interrupt();
        assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        open.abortTransaction();
      }
      recreate(admin, 1);
      var refused = run("restore", "--from=" + dump);
      assertThat(refused.exit()).isEqualTo(Call.REFUSED);
      assertThat(refused.err()).contains("never finished");
    }
  }

  @Test
  void aWrongCallIsExplainedAndCommandsAreNeverRestored() throws Exception {
    assertThat(run("dump").exit()).isEqualTo(Call.WRONG_CALL);
    assertThat(run("dump", "--to=" + data.resolve("x"), "--topic=chat.event").err())
        .contains("there is no topic chat.event");
    var manifest = new Manifest.OfTopic(Topics.COMMANDS.name(), List.of());
    new Manifest(Manifest.FORMAT, true, "", List.of(manifest)).write(data);
    var refused = run("restore", "--from=" + data);
    assertThat(refused.exit()).isEqualTo(Call.REFUSED);
    assertThat(refused.err()).contains("would be carried out again");
  }

  private void refusesWhatIsNoFinishedDump(Path dump) throws IOException {
    var file = dump.resolve(Topics.EVENTS.name()).resolve("000-00000.json.gz");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(run("restore", "--from=" + dump).err()).contains("is damaged");
    Files.delete(file);
    assertThat(run("restore", "--from=" + dump).err()).contains("is missing");
    Files.delete(dump.resolve(Manifest.FILE));
    assertThat(run("restore", "--from=" + dump).err()).contains("there is no dump");
  }

  private static void anEverydayLog(KafkaProbe probe, int partitions) {
    for (int i = 0; i < 300; i++) {
      var conversation = new UUID(i % 7, 1).toString();
      int partition = Partitions.of(conversation, partitions);
      var event =
          new ProducerRecord<byte[], byte[]>(
              Topics.EVENTS.name(),
              partition,
              1_700_000_000_000L + i,
              bytes(conversation),
              bytes("{\"ver\":" + i + ",\"text\":\"" + "ä👍 ".repeat(200) + "\"}"));
      event.headers().add("ce_type", bytes("io.viatra.chat.message.sent.v1"));
      event.headers().add(CommandPosition.PARTITION, bytes("0"));
      event.headers().add(CommandPosition.OFFSET, bytes(Integer.toString(i % COMMANDS)));
      probe.produce(event);
    }
  }

  private static void strangeRecords(KafkaProbe probe) {
    var noise = new byte[MIB - 10_000];
    new Random(1).nextBytes(noise);
    var long1 = bytes("{\"a\":\"" + "x".repeat(MIB - 10_000) + "\"}");
    for (var value : Arrays.asList(bytes("poison"), new byte[0], noise, long1, null)) {
      var strange =
          new ProducerRecord<byte[], byte[]>(
              Topics.RECEIPTS.name(), 1, 1_600_000_000_000L, new byte[] {(byte) 0xff}, value);
      strange.headers().add("twice", bytes("1")).add("twice", new byte[] {0, (byte) 0xff});
      strange.headers().add(new RecordHeader("none", null));
      probe.produce(strange);
    }
  }

  private void transactions() throws Exception {
    try (var producer = producer("dump-restore")) {
      producer.initTransactions();
      for (var word : List.of("aborted", "committed")) {
        producer.beginTransaction();
        var value = bytes("{\"word\":\"" + word + "\"}");
        producer.send(new ProducerRecord<>(Topics.EVENTS.name(), 1, bytes("k"), value)).get();
        if (word.equals("aborted")) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }
    }
  }

  /// Same partitions, order, times, keys, headers and values; only offsets may differ.
  private static void same(
      List<SeenRecord> found, List<SeenRecord> expected, List<String> withoutHeaders) {
    assertThat(lines(found, withoutHeaders)).isEqualTo(lines(expected, withoutHeaders));
  }

  private static List<List<Object>> lines(List<SeenRecord> records, List<String> without) {
    return records.stream()
        .sorted(
            Comparator.comparingInt(SeenRecord::partition).thenComparingLong(SeenRecord::offset))
        .map(each -> line(each, without))
        .toList();
  }

  private static List<Object> line(SeenRecord each, List<String> without) {
    var line = new ArrayList<Object>();
    line.add(each.partition());
    line.add(each.timestamp());
    line.add(Arrays.toString(each.raw().key()));
    line.add(Arrays.hashCode(each.raw().value()));
    each.raw()
        .headers()
        .forEach(header -> {
          if (!without.contains(header.key())) {
            line.add(header.key() + "=" + Arrays.toString(header.value()));
          }
        });
    return line;
  }

  private static void placedAnew(List<SeenRecord> found, List<SeenRecord> before, int partitions) {
    assertThat(found).hasSameSizeAs(before);
    assertThat(found)
        .allSatisfy(each -> {
          assertThat(each.partition())
              .isEqualTo(Partitions.of(String.valueOf(each.key()), partitions));
          assertThat(each.header(CommandPosition.OFFSET)).isNull();
        });
    var keys = before.stream().map(SeenRecord::key).distinct().toList();
    for (var key : keys) {
      assertThat(found.stream().filter(each -> key.equals(each.key())).map(SeenRecord::value))
          .containsExactlyElementsOf(
              before.stream()
                  .filter(each -> key.equals(each.key()))
                  .map(SeenRecord::value)
                  .toList());
    }
  }

  private void recreate(Admin admin, int partitions) throws Exception {
    var names = new ArrayList<>(TOPICS.stream().<String>map(Topic::name).toList());
    names.add(Topics.COMMANDS.name());
    var there = admin.listTopics().names().get();
    admin.deleteTopics(names.stream().filter(there::contains).toList()).all().get();
    // No compaction here: each test compares with what it wrote.
    admin
        .createTopics(
            names.stream().map(each -> new NewTopic(each, partitions, (short) 1)).toList())
        .all()
        .get();
    try (var probe = KafkaProbe.of(bootstrap)) {
      for (int i = 0; i < COMMANDS; i++) {
        probe.produce(new ProducerRecord<>(Topics.COMMANDS.name(), 0, bytes("c"), bytes("{}")));
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap, "transactional.id", transactionalId),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private KafkaSettings kafka() {
    return new KafkaSettings(bootstrap, Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Answer run(String command, String... args) {
    var env = Env.of(Map.of("CHAT_KAFKA_BOOTSTRAP", bootstrap));
    var out = new StringWriter();
    var err = new StringWriter();
    var subject = command.equals("dump") ? new DumpCommand(env) : new RestoreCommand(env);
    int exit =
        new CommandLine(subject)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Answer(exit, out.toString(), err.toString());
  }
}
