package io.viatra.chat.schemas.codec;

import org.jspecify.annotations.Nullable;

/// Bytes as they are.
record RawCodec(String name) implements Codec<byte[]> {

  @Override
  public byte[] encode(byte[] value) {
    return value;
  }

  @Override
  public String type(byte[] value) {
    return JsonCodec.cloudEventType(name);
  }

  @Override
  public Decoded<byte[]> decode(byte @Nullable [] value) {
    return value == null ? new Decoded.Malformed<>("empty") : new Decoded.Value<>(value);
  }
}
