package io.viatra.chat.ingest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.ingest.wire.Envelope;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.ingest.wire.Participant;
import io.viatra.chat.ingest.wire.Presence;
import io.viatra.chat.schemas.conversation.Attachment;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Answers that no test happens to provoke are held to the document by their records: the same
/// fields, and the same ones that may be left out.
class WireContractTest {
  private static final JsonNode SCHEMAS = Documents.openApiTree().at("/components/schemas");

  @TestFactory
  Stream<DynamicTest> everyRecordOfAnswersHasItsFieldsInTheDocument() {
    var objects =
        Stream.of(
            Message.class,
            Conversation.class,
            Participant.class,
            Presence.class,
            Attachment.class,
            Envelope.Receipts.Receipt.class);
    return Stream.concat(objects, Arrays.stream(Envelope.class.getPermittedSubclasses()))
        .map(type ->
            DynamicTest.dynamicTest(
                type.getSimpleName(),
                () -> assertThat(documented(type.getSimpleName())).isEqualTo(fields(type))));
  }

  /// Field to whether it is always there.
  private static Map<String, Boolean> documented(String name) {
    var schema = SCHEMAS.path(name);
    var required = schema.path("required").toString();
    var fields = new TreeMap<String, Boolean>();
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(field -> fields.put(field, required.contains('"' + field + '"')));
    return fields;
  }

  private static Map<String, Boolean> fields(Class<?> type) {
    var fields = new TreeMap<String, Boolean>();
    for (var component : type.getRecordComponents()) {
      var accessor = component.getAccessor();
      if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
        fields.putAll(fields(component.getType()));
        continue;
      }
      var named = accessor.getAnnotation(JsonProperty.class);
      fields.put(named == null ? component.getName() : named.value(), isAlwaysThere(component));
    }
    return fields;
  }

  private static boolean isAlwaysThere(RecordComponent component) {
    var own = component.getAccessor().getAnnotation(JsonInclude.class);
    var include =
        own != null ? own : component.getDeclaringRecord().getAnnotation(JsonInclude.class);
    return include == null
        || include.value() != JsonInclude.Include.NON_NULL
        || !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
