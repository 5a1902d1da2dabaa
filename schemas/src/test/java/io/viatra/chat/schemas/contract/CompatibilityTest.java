package io.viatra.chat.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.viatra.chat.schemas.codec.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every released version of the records beside today's, both ways: records of then are read by the
/// code of now (the log is kept for ever), and records of now by the code of then (services are
/// upgraded one after the other, and analytics teams at their leisure).
///
/// A release is a directory `released/N` with the schemas and one sample of every record type as
/// they were. It is never changed; `-Dcontract.release=N` writes the next one. It may be deleted
/// when neither a reader nor a record of that release is left.
class CompatibilityTest {
  private static final Path SCHEMAS = Path.of("src/main/resources/schema");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void release() throws IOException {
    var name = System.getProperty("contract.release");
    if (name != null) {
      var release = ReleasedSample.RELEASED.resolve(name);
      assertThat(release).as("a release is never written again").doesNotExist();
      copy(SCHEMAS, release.resolve("schema"));
      copy(GOLDEN, release.resolve("golden"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void aReleaseIsThere() {
    assertThat(ReleasedSample.releases()).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> recordsOfEveryReleaseAreReadByTodaysCode() {
    return ReleasedSample.all()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> isReadToday(each)));
  }

  private static void isReadToday(ReleasedSample sample) throws IOException {
    var then = tree(sample.golden());
    var codec = Families.codec(sample.topic());
    var decoded = codec.decode(JSON.writeValueAsBytes(then));

    assertThat(decoded)
        .as("a record of release %s is poison today: make the change additive", sample.release())
        .isInstanceOf(Decoded.Value.class);
    var now = JSON.readTree(codec.encode(((Decoded.Value<Object>) decoded).value()));
    then.properties()
        .forEach(field ->
            assertThat(now.get(field.getKey()))
                .as("%s is not kept: today's code must carry what it reads", field.getKey())
                .isEqualTo(field.getValue()));
  }

  @TestFactory
  Stream<DynamicTest> recordsOfTodayAreReadByReadersOfEveryRelease() {
    return ReleasedSample.all()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> isReadThen(each)));
  }

  private static void isReadThen(ReleasedSample sample) throws IOException {
    var then = schema(sample);
    var golden = GOLDEN.resolve(sample.topic()).resolve(sample.type() + ".json");
    assertThat(then.validate(tree(golden)))
        .as("readers of release %s refuse today's record", sample.release())
        .isEmpty();
    var family = Families.byTopic().getOrDefault(sample.topic(), Object.class);
    var type =
        Families.records(family).stream()
            .filter(each -> each.getSimpleName().equals(sample.type()))
            .findFirst()
            .orElseThrow();
    var full = JSON.readTree(Families.codec(sample.topic()).encode(Sample.of(type)));
    assertThat(then.validate(full))
        .as("readers of release %s refuse today's record with all its fields", sample.release())
        .isEmpty();
  }

  /// Of the one record type: the topic's own would be content if any other type fits.
  private static Schema schema(ReleasedSample sample) throws IOException {
    var topic = tree(sample.schema());
    var alone = JSON.createObjectNode();
    alone.set("$defs", topic.path("$defs"));
    alone
        .putArray("allOf")
        .add(topic.has("anyOf") ? SchemaChange.types(topic).get(sample.type()) : topic);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(alone);
  }

  @TestFactory
  Stream<DynamicTest> nothingWasTakenAwayRetypedOrMadeObligatory() {
    return ReleasedSample.releases().stream()
        .flatMap(release ->
            ReleasedSample.list(ReleasedSample.RELEASED.resolve(release).resolve("schema"))
                .map(file ->
                    DynamicTest.dynamicTest(
                        release + " " + file.getFileName(), () -> isAdditive(release, file))));
  }

  private static void isAdditive(String release, Path file) throws IOException {
    var today = SCHEMAS.resolve(file.getFileName());
    assertThat(today).as("a released topic is never taken away").exists();
    assertThat(SchemaChange.between(tree(file), tree(today)))
        .as("changes that break readers or records of release %s", release)
        .isEmpty();
  }

  private static JsonNode tree(Path file) throws IOException {
    return JSON.readTree(Files.readAllBytes(file));
  }
}
