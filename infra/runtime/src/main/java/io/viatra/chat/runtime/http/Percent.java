package io.viatra.chat.runtime.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Strict percent-decoding: well-formed escapes, well-formed UTF-8, no NUL.
final class Percent {
  private Percent() {}

  /// A path segment, or null when it is not well-formed or hides a slash.
  static @Nullable String segment(String raw) {
    String decoded = decode(raw, false);
    return decoded == null || decoded.indexOf('/') >= 0 ? null : decoded;
  }

  /// A query as parameters.
  ///
  /// @throws ApiError when it is not well-formed, or has a key twice: two readers of such a query
  ///   would not agree which one counts
  static Map<String, String> query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw.isEmpty()) {
      return parameters;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
      if (key == null || value == null) {
        throw ApiError.invalid("the query is not well-formed");
      }
      if (parameters.put(key, value) != null) {
        throw ApiError.invalid("the query has a key twice");
      }
    }
    return parameters;
  }

  private static @Nullable String decode(String raw, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0 || high + low == 0) {
          return null;
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (c > 0x20 && c < 0x7f) {
        bytes.write(c == '+' && plusIsSpace ? ' ' : c);
      } else {
        return null;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
