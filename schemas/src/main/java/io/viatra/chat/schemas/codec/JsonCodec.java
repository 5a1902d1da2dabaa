package io.viatra.chat.schemas.codec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON by Jackson. A family's member is told by its `type` property, which stands first in the
/// object, so reading needs no second look; the same name is in the CloudEvents type header.
final class JsonCodec<T> implements Codec<T> {
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final Map<Class<?>, String> types = new HashMap<>();
  private final String singleType;

  JsonCodec(Class<T> root, String name) {
    var mapper = WireMapper.create();
    reader = mapper.readerFor(root);
    writer = mapper.writerFor(root);
    singleType = cloudEventType(name);
    collectTypes(root);
  }

  static String cloudEventType(String name) {
    return "io.viatra.chat." + name + ".v1";
  }

  private void collectTypes(Class<?> type) {
    var name = type.getAnnotation(JsonTypeName.class);
    if (name != null) {
      types.put(type, cloudEventType(name.value()));
    }
    var members = type.getPermittedSubclasses();
    if (members != null) {
      for (var member : members) {
        collectTypes(member);
      }
    }
  }

  @Override
  public byte[] encode(T value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot encode " + type(value), e);
    }
  }

  @Override
  public String type(T value) {
    return types.getOrDefault(value.getClass(), singleType);
  }

  @Override
  public Decoded<T> decode(byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      return new Decoded.Malformed<>("empty");
    }
    try {
      T decoded = reader.readValue(value);
      return decoded == null ? new Decoded.Malformed<>("empty") : new Decoded.Value<>(decoded);
    } catch (InvalidTypeIdException e) {
      return new Decoded.Malformed<>("unknown-type");
    } catch (JsonParseException e) {
      return new Decoded.Malformed<>("not-json");
    } catch (IOException e) {
      return new Decoded.Malformed<>("out-of-bounds");
    }
  }
}
