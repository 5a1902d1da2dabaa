package io.viatra.chat.standalone.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Whether bytes may stand in a line of JSON as they are.
///
/// Stricter than JSON: one value that some reader stumbles over makes a file of a million records
/// unreadable for it, and base64 costs nobody anything.
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  /// Digits of a number that every reader still takes for finite.
  private static final int NUMBER_LENGTH_MAX = 300;

  private JsonText() {}

  /// The bytes as text without control characters; null if they are none.
  static @Nullable String plain(byte[] bytes) {
    if (hasControls(bytes)) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }

  /// Whether the bytes are one JSON object on one line, from brace to brace.
  static boolean isPlainObject(byte[] bytes) {
    if (bytes.length < 2
        || bytes[0] != '{'
        || bytes[bytes.length - 1] != '}'
        || hasEscapedSurrogate(bytes)
        || plain(bytes) == null) {
      return false;
    }
    try (var json = JSON.createParser(bytes)) {
      int depth = 0;
      JsonToken token = json.nextToken();
      while (token != null) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean finite =
            token != JsonToken.VALUE_NUMBER_FLOAT || Double.isFinite(json.getDoubleValue());
        if (!finite || (token.isNumeric() && json.getTextLength() > NUMBER_LENGTH_MAX)) {
          return false;
        }
        token = json.nextToken();
        if (depth == 0 && token != null) {
          return false;
        }
      }
      return depth == 0;
    } catch (IOException notJson) {
      return false;
    }
  }

  private static boolean hasControls(byte[] bytes) {
    for (byte each : bytes) {
      if (each >= 0 && each < ' ') {
        return true;
      }
    }
    return false;
  }

  /// `\ud83d` and its like may be half of a pair, or alone, which some readers refuse. What our
  /// codecs write has none.
  private static boolean hasEscapedSurrogate(byte[] bytes) {
    for (int i = 0; i + 3 < bytes.length; i++) {
      if (bytes[i] == '\\'
          && bytes[i + 1] == 'u'
          && (bytes[i + 2] == 'd' || bytes[i + 2] == 'D')
          && (bytes[i + 3] > '7')) {
        return true;
      }
    }
    return false;
  }
}
