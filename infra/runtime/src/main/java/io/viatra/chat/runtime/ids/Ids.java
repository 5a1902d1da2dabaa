package io.viatra.chat.runtime.ids;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes and reads UUIDs.
public final class Ids {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /// Random below the millisecond: the monotonic kind takes a lock and tells how busy a node is.
  private static final NoArgGenerator TIME_ORDERED = Generators.timeBasedEpochRandomGenerator();

  private Ids() {}

  /// A new UUIDv7 (RFC 9562): sorts by its creation to the millisecond, so that an index grows at
  /// its end.
  public static UUID next() {
    return TIME_ORDERED.generate();
  }

  /// The UUIDv5 (RFC 9562) of a name in a namespace: the same on every call and machine.
  public static UUID of(UUID namespace, String name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & ~(0xC0L << 56)) | (0x80L << 56);
    return new UUID(high, low);
  }

  /// Reads the canonical form of 36 characters, in lower or upper case; null for anything else. The
  /// JDK's own reading also takes `1-1-1-1-1`, which would give one id several spellings.
  public static @Nullable UUID parse(@Nullable String text) {
    return text != null && text.length() == 36 && CANONICAL.matcher(text).matches()
        ? UUID.fromString(text)
        : null;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
