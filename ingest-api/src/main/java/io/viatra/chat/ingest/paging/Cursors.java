package io.viatra.chat.ingest.paging;

import io.viatra.chat.ingest.read.ListFilter;
import io.viatra.chat.ingest.read.ListPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seals places as cursors and opens them again: the place, then 16 bytes of HMAC-SHA-256 over it
/// and over whom and what it is for, in base64url.
///
/// It hides nothing, for there is nothing to hide; it keeps clients from building places that the
/// server would have to defend against, and so leaves their form free to change.
public final class Cursors {
  private static final int SEAL_BYTES = 16;
  private static final int HISTORY_BYTES = Long.BYTES;
  private static final int LIST_BYTES = 3 * Long.BYTES;

  /// Longer than any cursor ever given.
  private static final int TEXT_MAX = 128;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  /// @param secret the same on every node behind one address; changing it makes cursors void
  public Cursors(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /// A place in a history; the bound is exclusive.
  public String history(String userId, UUID conversationId, long seq) {
    var place = ByteBuffer.allocate(HISTORY_BYTES).putLong(seq).array();
    return sealed(place, historyScope(userId, conversationId));
  }

  /// The `seq` of a place in this history, empty where the cursor is none of it.
  public OptionalLong history(String cursor, String userId, UUID conversationId) {
    return opened(cursor, HISTORY_BYTES, historyScope(userId, conversationId))
        .map(place -> OptionalLong.of(place.getLong()))
        .orElse(OptionalLong.empty());
  }

  /// A place in a list of conversations.
  public String list(String userId, ListFilter filter, ListPosition position) {
    var place =
        ByteBuffer.allocate(LIST_BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.activeAt()))
            .putLong(position.id().getMostSignificantBits())
            .putLong(position.id().getLeastSignificantBits())
            .array();
    return sealed(place, listScope(userId, filter));
  }

  /// The place in this list, empty where the cursor is none of it.
  public Optional<ListPosition> list(String cursor, String userId, ListFilter filter) {
    return opened(cursor, LIST_BYTES, listScope(userId, filter)).map(Cursors::position);
  }

  private static ListPosition position(ByteBuffer place) {
    var at = Instant.EPOCH.plus(place.getLong(), ChronoUnit.MICROS);
    return new ListPosition(at, new UUID(place.getLong(), place.getLong()));
  }

  /// User ids hold no line feed, so that no two scopes read alike.
  private static String historyScope(String userId, UUID conversationId) {
    return "history\n" + userId + "\n" + conversationId;
  }

  private static String listScope(String userId, ListFilter filter) {
    var q = filter.q();
    return "list\n" + userId + "\n" + filter.archived() + "\n" + (q == null ? "" : "q" + q);
  }

  private String sealed(byte[] place, String scope) {
    var seal = seal(place, scope);
    var all = Arrays.copyOf(place, place.length + SEAL_BYTES);
    System.arraycopy(seal, 0, all, place.length, SEAL_BYTES);
    return ENCODER.encodeToString(all);
  }

  private Optional<ByteBuffer> opened(String cursor, int placeBytes, String scope) {
    if (cursor.length() > TEXT_MAX) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length != placeBytes + SEAL_BYTES) {
      return Optional.empty();
    }
    var place = Arrays.copyOf(all, placeBytes);
    var given = Arrays.copyOfRange(all, placeBytes, all.length);
    return MessageDigest.isEqual(given, seal(place, scope))
        ? Optional.of(ByteBuffer.wrap(place))
        : Optional.empty();
  }

  private byte[] seal(byte[] place, String scope) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(scope.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(place), SEAL_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every JDK", e);
    }
  }
}
