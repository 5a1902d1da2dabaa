package io.viatra.chat.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.document.AsyncApi;
import io.viatra.chat.schemas.document.ContractDocument;
import io.viatra.chat.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the AsyncAPI document to the topics; the events of the socket are held to the edge where
/// both are on the class path.
class AsyncApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode ROOT = AsyncApi.document();

  @Test
  void everyReferenceLeadsSomewhere() {
    var refs = ROOT.findValuesAsText("$ref").stream().filter(ref -> ref.startsWith("#")).toList();

    assertThat(refs)
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(ROOT.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  @Test
  void everyMessageBelongsToAChannel() {
    var used = ROOT.get("channels").findValuesAsText("$ref");

    ROOT.at("/components/messages")
        .fieldNames()
        .forEachRemaining(name -> assertThat(used).contains("#/components/messages/" + name));
  }

  @Test
  void everyExampleIsWhatItIsAnExampleOf() {
    var seen = new ArrayList<String>();
    for (var message : ROOT.at("/components/messages").properties()) {
      for (var example : message.getValue().path("examples")) {
        var alone = JSON.createObjectNode();
        alone.putArray("allOf").add(message.getValue().get("payload"));
        alone.set("components", ROOT.get("components"));
        var schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(alone);
        assertThat(schema.validate(example.get("payload"))).as(message.getKey()).isEmpty();
        seen.add(message.getKey());
      }
    }
    assertThat(seen).contains("send_message", "new_message", "session_ready");
  }

  @TestFactory
  Stream<DynamicTest> aPublicTopicIsAsItIsDeclared() {
    return AsyncApi.TOPICS.stream()
        .map(topic -> DynamicTest.dynamicTest(topic.name(), () -> isAsDeclared(topic)));
  }

  @Test
  void noOtherTopicIsPublic() {
    var addresses = new ArrayList<String>();
    for (var channel : ROOT.get("channels")) {
      if (channel.at("/servers/0/$ref").asText().endsWith("/log")) {
        addresses.add(channel.get("address").asText());
      }
    }

    assertThat(addresses)
        .containsExactlyInAnyOrderElementsOf(
            AsyncApi.TOPICS.stream().map(topic -> topic.name()).toList());
  }

  @Test
  void partsThatSayTheSameTwiceAreRefused() {
    var twice = List.of(ContractDocument.OBJECTS, ContractDocument.OBJECTS);

    assertThat(catchThrowable(() -> ContractDocument.of(AsyncApi.class, twice)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("said twice");
  }

  private static void isAsDeclared(Topic<?> topic) throws IOException {
    var channel = channel(topic);
    var message = (ObjectNode) channel.get("messages").iterator().next();
    var described = ROOT.at(message.get("$ref").asText().substring(1));

    assertThat(channel.at("/bindings/kafka/topic").asText()).isEqualTo(topic.name());
    assertThat(config(channel.at("/bindings/kafka/topicConfiguration")))
        .isSubsetOf(topic.retention().config().entrySet().stream().map(Object::toString).toList());
    assertThat(described.at("/bindings/kafka/key/description").asText().toLowerCase(Locale.ROOT))
        .contains(topic.key());
    assertThat(described.at("/payload/schema/$ref").asText())
        .isEqualTo("./schemas/" + AsyncApi.schemaName(topic));
    assertThat(texts(described.at("/headers/properties/ce_type/enum"))).isEqualTo(types(topic));
    assertThat(JSON.readTree(AsyncApi.schema(topic)).get("title").asText()).isEqualTo(topic.name());
  }

  private static JsonNode channel(Topic<?> topic) {
    for (var channel : ROOT.get("channels")) {
      if (channel.get("address").asText().equals(topic.name())) {
        return channel;
      }
    }
    throw new AssertionError(topic.name() + " is not described");
  }

  private static List<String> config(JsonNode settings) {
    var entries = new ArrayList<String>();
    settings
        .properties()
        .forEach(each -> {
          var value = each.getValue();
          entries.add(each.getKey() + "=" + (value.isArray() ? joined(value) : value.asText()));
        });
    return entries;
  }

  private static String joined(JsonNode words) {
    return words.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
  }

  /// By the golden samples: there is one of every record type.
  private static <T> Set<String> types(Topic<T> topic) throws IOException {
    Codec<T> codec = topic.codec();
    var types = new TreeSet<String>();
    try (var samples = Files.list(Path.of("src/test/resources/golden").resolve(topic.name()))) {
      for (var sample : samples.toList()) {
        if (codec.decode(Files.readAllBytes(sample)) instanceof Decoded.Value<T>(var value)) {
          types.add(codec.type(value));
        }
      }
    }
    return types;
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new TreeSet<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
