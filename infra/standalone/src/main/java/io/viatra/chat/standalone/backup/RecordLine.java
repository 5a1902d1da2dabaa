package io.viatra.chat.standalone.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// One record, and the one line of JSON that stands for it:
///
/// ```json
/// {"partition":3,"offset":17,"timestamp":1763892000120,"key":"…","headers":{"ce_type":"…"},"value":{…}}
/// ```
///
/// The value stands in it exactly as it is in the topic, and last, so that it can be cut out again
/// byte for byte: parsing and printing it anew would change numbers, escapes and the order of
/// fields. What is no single line of JSON is `value64` instead of `value`, in base64; a key or
/// headers that are no text are `key64` and `headers64` (pairs, as a name may be there twice). A
/// tombstone has `"value":null`.
///
/// @param timestamp milliseconds since 1970
@SuppressWarnings("ArrayRecordComponent") // carried through, never compared
record RecordLine(
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    List<Header> headers,
    byte @Nullable [] value) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] VALUE = ",\"value\":".getBytes(StandardCharsets.UTF_8);

  /// Without its line break.
  byte[] encode() throws IOException {
    var line = new ByteArrayOutputStream(512 + (value == null ? 0 : value.length));
    boolean plain = value != null && JsonText.isPlainObject(value);
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("partition", partition);
      json.writeNumberField("offset", offset);
      json.writeNumberField("timestamp", timestamp);
      writeKey(json);
      writeHeaders(json);
      if (value == null) {
        json.writeNullField("value");
      } else if (!plain) {
        json.writeStringField("value64", Base64.getEncoder().encodeToString(value));
      }
      json.writeEndObject();
    }
    return value != null && plain ? withValue(line.toByteArray(), value) : line.toByteArray();
  }

  /// Before the brace that ends the line.
  private static byte[] withValue(byte[] line, byte[] value) {
    var whole = Arrays.copyOf(line, line.length + VALUE.length + value.length);
    System.arraycopy(VALUE, 0, whole, line.length - 1, VALUE.length);
    System.arraycopy(value, 0, whole, line.length - 1 + VALUE.length, value.length);
    whole[whole.length - 1] = '}';
    return whole;
  }

  private void writeKey(JsonGenerator json) throws IOException {
    var text = key == null ? null : JsonText.plain(key);
    if (key != null && text == null) {
      json.writeStringField("key64", Base64.getEncoder().encodeToString(key));
    } else {
      json.writeStringField("key", text);
    }
  }

  private void writeHeaders(JsonGenerator json) throws IOException {
    if (!areText(headers)) {
      json.writeArrayFieldStart("headers64");
      for (var header : headers) {
        json.writeStartArray();
        json.writeString(header.key());
        json.writeString(
            header.value() == null ? null : Base64.getEncoder().encodeToString(header.value()));
        json.writeEndArray();
      }
      json.writeEndArray();
      return;
    }
    json.writeObjectFieldStart("headers");
    for (var header : headers) {
      json.writeStringField(
          header.key(), header.value() == null ? null : JsonText.plain(header.value()));
    }
    json.writeEndObject();
  }

  private static boolean areText(List<Header> headers) {
    var names = new HashSet<String>();
    return headers.stream()
        .allMatch(header ->
            names.add(header.key())
                && (header.value() == null || JsonText.plain(header.value()) != null));
  }

  /// @throws IOException if the line is none of ours
  static RecordLine decode(byte[] line) throws IOException {
    var fields = new Fields();
    try (var json = JSON.createParser(line)) {
      fields.read(json, line);
    }
    return new RecordLine(
        fields.partition,
        fields.offset,
        fields.timestamp,
        fields.key,
        List.copyOf(fields.headers),
        fields.value);
  }

  /// The header's text, null where there is none.
  @Nullable String header(String name) {
    return headers.stream()
        .filter(header -> header.key().equals(name) && header.value() != null)
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .findFirst()
        .orElse(null);
  }

  static List<Header> listed(Headers headers) {
    return List.of(headers.toArray());
  }

  /// A line as far as it has been read.
  private static final class Fields {
    private int partition = -1;
    private long offset = -1;
    private long timestamp;
    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private final List<Header> headers = new ArrayList<>();

    private void read(JsonParser json, byte[] line) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a line is no object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        json.nextToken();
        switch (name) {
          case "partition" -> partition = json.getIntValue();
          case "offset" -> offset = json.getLongValue();
          case "timestamp" -> timestamp = json.getLongValue();
          case "key" -> key = bytes(text(json));
          case "key64" -> key = Base64.getDecoder().decode(json.getText());
          case "headers" -> readHeaders(json);
          case "headers64" -> readPairs(json);
          case "value64" -> value = Base64.getDecoder().decode(json.getText());
          case "value" -> {
            value = rest(json, line);
            return;
          }
          default -> json.skipChildren();
        }
      }
    }

    /// From where the value begins to the brace that ends the line.
    private static byte @Nullable [] rest(JsonParser json, byte[] line) {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return null;
      }
      int begin = Math.toIntExact(json.currentTokenLocation().getByteOffset());
      return Arrays.copyOfRange(line, begin, line.length - 1);
    }

    private void readHeaders(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        json.nextToken();
        headers.add(new RecordHeader(name, bytes(text(json))));
      }
    }

    private void readPairs(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.START_ARRAY) {
        json.nextToken();
        var name = json.getText();
        json.nextToken();
        var text = text(json);
        headers.add(new RecordHeader(name, text == null ? null : Base64.getDecoder().decode(text)));
        json.nextToken();
      }
    }

    private static @Nullable String text(JsonParser json) throws IOException {
      return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
      return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
