package io.viatra.chat.schemas.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// Times in JSON, see [Rfc3339].
final class InstantMillis {
  /// RFC 3339 has years of four digits. A time beyond them could be read, and not be written again.
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1);

  private InstantMillis() {}

  static final class Writer extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Rfc3339.text(value));
    }
  }

  static final class Reader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, in);
      }
      try {
        var instant = Rfc3339.time(in.getText());
        if (!instant.isBefore(FIRST) && instant.isBefore(END)) {
          return instant;
        }
      } catch (DateTimeException e) {
        // Answered below, like a year that cannot be written again.
      }
      throw context.weirdStringException("", Instant.class, "not RFC 3339");
    }
  }
}
