package io.viatra.chat.ingest.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/// Column values as the types of the domain.
final class Stored {
  /// Numbers of metadata come back as they went in, not as the nearest binary fraction.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Stored() {}

  /// The constant whose name the column holds in lower case; the table's check constraint knows no
  /// other.
  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  static JsonNode object(@Nullable JSONB column) {
    var json = json(column);
    return json == null ? MAPPER.createObjectNode() : json;
  }

  static @Nullable JsonNode json(@Nullable JSONB column) {
    return value(column, JsonNode.class);
  }

  /// Metadata as [#metadata] takes it.
  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write metadata");
    }
  }

  static JsonNode metadata(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("not the metadata of a message");
    }
  }

  static <T> @Nullable T value(@Nullable JSONB column, Class<T> type) {
    if (column == null) {
      return null;
    }
    try {
      return MAPPER.readValue(column.data(), type);
    } catch (JsonProcessingException e) {
      // The cause would quote the column.
      throw new IllegalStateException("a column holds no " + type.getSimpleName());
    }
  }
}
