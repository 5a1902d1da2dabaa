package io.viatra.chat.schemas.topic;

import java.nio.charset.StandardCharsets;

/// The partition of a conversation or user: the same as Kafka's default partitioner gives a record
/// with that key, so that keyed and explicitly placed topics are co-partitioned.
public final class Partitions {
  private static final int SEED = 0x9747b28c;
  private static final int M = 0x5bd1e995;
  private static final int R = 24;

  private Partitions() {}

  /// The partition for a key.
  ///
  /// @param key UTF-8 text of the conversation's or user's id
  /// @param count partitions of the topic
  public static int of(String key, int count) {
    return of(key.getBytes(StandardCharsets.UTF_8), count);
  }

  /// The same for a key as the record has it, text or not.
  public static int of(byte[] key, int count) {
    return (murmur2(key) & 0x7fffffff) % count;
  }

  /// Austin Appleby's MurmurHash2, 32 bits, with the seed that Kafka's clients use.
  private static int murmur2(byte[] data) {
    int length = data.length;
    int h = SEED ^ length;
    int whole = length & ~3;
    for (int i = 0; i < whole; i += 4) {
      int k =
          (data[i] & 0xff)
              | ((data[i + 1] & 0xff) << 8)
              | ((data[i + 2] & 0xff) << 16)
              | ((data[i + 3] & 0xff) << 24);
      k *= M;
      k ^= k >>> R;
      k *= M;
      h = (h * M) ^ k;
    }
    int rest = length - whole;
    if (rest == 3) {
      h ^= (data[whole + 2] & 0xff) << 16;
    }
    if (rest >= 2) {
      h ^= (data[whole + 1] & 0xff) << 8;
    }
    if (rest >= 1) {
      h = (h ^ (data[whole] & 0xff)) * M;
    }
    h ^= h >>> 13;
    h *= M;
    return h ^ (h >>> 15);
  }
}
