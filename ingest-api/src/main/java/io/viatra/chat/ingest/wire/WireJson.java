package io.viatra.chat.ingest.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.viatra.chat.schemas.codec.Rfc3339;
import java.io.IOException;
import java.time.Instant;

/// Writes answers. Thread-safe.
public final class WireJson {
  private static final ObjectWriter WRITER = writer();

  private WireJson() {}

  /// The answer as UTF-8 JSON.
  ///
  /// @throws IllegalStateException if it cannot be written: a bug, never an input
  public static byte[] bytes(Envelope answer) {
    try {
      return WRITER.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + answer.getClass().getSimpleName(), e);
    }
  }

  private static ObjectWriter writer() {
    var times = new SimpleModule().addSerializer(Instant.class, new MillisSerializer());
    // Jackson's own pool of buffers is one of each thread, and virtual threads come new.
    var factory = JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build();
    // Else an emoji would go out as two escapes of six bytes each.
    return JsonMapper.builder(factory)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .addModule(times)
        .build()
        .writer();
  }

  private static final class MillisSerializer extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Rfc3339.text(value));
    }
  }
}
