package io.viatra.chat.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The public contract of every topic: a committed JSON Schema (2020-12), and a committed golden
/// sample of every record type that old and new code must be able to read.
///
/// Run with `-Dcontract.write=true` to write files that are missing or were changed on purpose; an
/// existing golden sample is never overwritten, for it stands for records that exist.
class TopicContractTest {
  private static final boolean WRITE = Boolean.getBoolean("contract.write");
  private static final Path SCHEMAS = Path.of("src/main/resources/schema");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Topic name to the root of its values; dead letters hold whatever bytes were refused.
  private static final Map<String, Class<?>> FAMILIES = Families.byTopic();

  @Test
  void everyTopicWithRecordsHasAFamily() {
    var expected =
        Topics.all().stream()
            .filter(topic -> !topic.equals(Topics.DEAD_LETTERS))
            .map(topic -> topic.name());
    assertThat(FAMILIES.keySet()).containsExactlyInAnyOrderElementsOf(expected.toList());
  }

  @TestFactory
  Stream<DynamicTest> theCommittedSchemaIsWhatTheRecordsSay() {
    return FAMILIES.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  var schema = TopicSchema.of(entry.getKey(), entry.getValue());
                  var file = SCHEMAS.resolve(entry.getKey() + ".schema.json");
                  if (WRITE) {
                    Files.createDirectories(SCHEMAS);
                    Files.writeString(file, schema.toPrettyString() + "\n");
                  }
                  assertThat(JSON.readTree(file.toFile())).isEqualTo(schema);
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyRecordTypeReadsItsGoldenSample() {
    return FAMILIES.entrySet().stream()
        .flatMap(entry ->
            Families.records(entry.getValue()).stream()
                .map(type ->
                    DynamicTest.dynamicTest(
                        entry.getKey() + " " + type.getSimpleName(),
                        () -> readsGolden(entry.getKey(), type))));
  }

  private static void readsGolden(String topic, Class<?> type) throws IOException {
    var codec = Families.codec(topic);
    var file = GOLDEN.resolve(topic).resolve(type.getSimpleName() + ".json");
    if (WRITE && !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, JSON.readTree(codec.encode(Sample.of(type))).toPrettyString() + "\n");
    }
    var golden = Files.readAllBytes(file);
    assertThat(codec.decode(golden)).isInstanceOf(Decoded.Value.class);
    var value = ((Decoded.Value<Object>) codec.decode(golden)).value();
    assertThat(value).isInstanceOf(type);
    assertThat(JSON.readTree(codec.encode(value))).isEqualTo(JSON.readTree(golden));
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMAS.resolve(topic + ".schema.json")), InputFormat.JSON);
    assertThat(schema.validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
  }
}
