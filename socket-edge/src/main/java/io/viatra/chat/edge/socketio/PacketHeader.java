package io.viatra.chat.edge.socketio;

/// What stands before a packet's JSON: `type[attachments-][/namespace,][id]`.
///
/// @param attachments 0 for types without them
/// @param id [#NO_ID], or up to 32 bits
/// @param payloadStart index of the JSON; the text's length if there is none
record PacketHeader(char type, int attachments, String namespace, long id, int payloadStart) {
  static final char CONNECT = '0';
  static final char DISCONNECT = '1';
  static final char EVENT = '2';
  static final char ACK = '3';
  static final char CONNECT_ERROR = '4';
  static final char BINARY_EVENT = '5';
  static final char BINARY_ACK = '6';

  static final String MAIN_NAMESPACE = "/";
  static final long NO_ID = -1;
  static final int ATTACHMENTS_MAX = 10;
  private static final int NAMESPACE_LENGTH_MAX = 256;
  private static final long ID_MAX = 0xFFFF_FFFFL;

  boolean isAck() {
    return type == ACK || type == BINARY_ACK;
  }

  boolean hasId() {
    return id != NO_ID;
  }

  static PacketHeader parse(String text) throws PacketException {
    Cursor cursor = new Cursor(text);
    char type = cursor.type();
    boolean binary = type == BINARY_EVENT || type == BINARY_ACK;
    int attachments = binary ? cursor.attachments() : 0;
    String namespace = cursor.namespace();
    long id = cursor.id();
    return new PacketHeader(type, attachments, namespace, id, cursor.at);
  }

  /// Walks through the text; every step ends at the first character that is not its own.
  private static final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
    }

    char type() throws PacketException {
      if (text.isEmpty() || text.charAt(0) < CONNECT || text.charAt(0) > BINARY_ACK) {
        throw new PacketException();
      }
      return text.charAt(at++);
    }

    int attachments() throws PacketException {
      long count = number(ATTACHMENTS_MAX);
      if (count < 1 || at == text.length() || text.charAt(at) != '-') {
        throw new PacketException();
      }
      at++;
      return (int) count;
    }

    String namespace() throws PacketException {
      if (at == text.length() || text.charAt(at) != '/') {
        return MAIN_NAMESPACE;
      }
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      if (end - at > NAMESPACE_LENGTH_MAX) {
        throw new PacketException();
      }
      String namespace = text.substring(at, end);
      at = comma < 0 ? end : end + 1;
      return namespace;
    }

    long id() throws PacketException {
      return number(ID_MAX);
    }

    /// The digits from here on, or [#NO_ID] if there are none.
    private long number(long max) throws PacketException {
      long value = NO_ID;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        value = Math.max(0, value) * 10 + (text.charAt(at++) - '0');
        if (value > max) {
          throw new PacketException();
        }
      }
      return value;
    }
  }
}
