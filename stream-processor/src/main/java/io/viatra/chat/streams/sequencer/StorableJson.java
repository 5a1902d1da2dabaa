package io.viatra.chat.streams.sequencer;

/// Whether every reader of the log could store a JSON document: no NUL (PostgreSQL has none), no
/// half of a surrogate pair (UTF-8 has none), and not so deep that a reader whose record wraps it
/// meets its own bound. The edges refuse all of it; what is kept for ever is looked at once more.
///
/// Looks at bytes that our own encoder wrote, so they are well-formed JSON, and every surrogate in
/// them stands as an escape.
final class StorableJson {
  /// The codecs read 32 levels; a mailbox record wraps a delivery that wraps an event.
  private static final int DEPTH_MAX = 24;

  private final byte[] json;
  private int at;
  private int depth;
  private boolean inText;

  private StorableJson(byte[] json) {
    this.json = json;
  }

  static boolean holds(byte[] json) {
    return new StorableJson(json).scan();
  }

  private boolean scan() {
    while (at < json.length) {
      byte next = json[at++];
      if (next == '"') {
        inText = !inText;
      } else if (inText) {
        if (next == '\\' && !escape()) {
          return false;
        }
      } else if (next == '{' || next == '[') {
        if (++depth > DEPTH_MAX) {
          return false;
        }
      } else if (next == '}' || next == ']') {
        depth--;
      }
    }
    return true;
  }

  /// Behind the backslash.
  private boolean escape() {
    if (json[at++] != 'u') {
      return true;
    }
    char unit = unit();
    if (Character.isHighSurrogate(unit)) {
      if (at + 1 >= json.length || json[at] != '\\' || json[at + 1] != 'u') {
        return false;
      }
      at += 2;
      return Character.isLowSurrogate(unit());
    }
    return unit != 0 && !Character.isLowSurrogate(unit);
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = unit << 4 | Character.digit(json[at++], 16);
    }
    return (char) unit;
  }
}
