package io.viatra.chat.streams.sequencer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Acceptances by their key, and an index of them by time, in one store.
///
/// A window store would drop by itself, but by the highest time ever seen, so that one record with
/// a time far ahead would empty the memory of everybody. Here every acceptance that is put takes at
/// most [#PURGED_MAX] expired ones out: twice what comes in, so the store keeps up, and never more
/// than that for any one record. Reading asks [Acceptance#holdsAt], so no answer depends on what
/// has been purged already.
final class DedupeStore {
  private static final int PURGED_MAX = 2;
  private static final byte[] PRESENT = {1};

  private final KeyValueStore<Bytes, byte[]> store;

  /// No index entry is older. Derived, and 0 after a restart: it only spares the scan from walking
  /// over what it deleted before.
  private long oldestAtLeast;

  DedupeStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Nullable Acceptance find(UUID conversationId, String senderId, String clientMessageId) {
    var value = store.get(RowKeys.acceptance(conversationId, senderId, clientMessageId));
    return value == null
        ? null
        : RowValues.acceptance(conversationId, senderId, clientMessageId, value);
  }

  void put(Acceptance row) {
    var key = RowKeys.acceptance(row.conversationId(), row.senderId(), row.clientMessageId());
    long at = row.at().toEpochMilli();
    store.put(key, RowValues.of(row));
    store.put(RowKeys.expiry(at, key), PRESENT);
    oldestAtLeast = Math.min(oldestAtLeast, at);
    purge(row.at());
  }

  private void purge(Instant now) {
    long horizon = now.minus(Acceptance.KEPT).toEpochMilli();
    if (oldestAtLeast >= horizon) {
      return;
    }
    for (var expiry : expired(horizon)) {
      var key = RowKeys.expiring(expiry);
      var value = store.get(key);
      // The same id may have been accepted anew since, and then has a later entry of its own.
      if (value != null && RowValues.acceptedAt(value) == RowKeys.expiryTime(expiry)) {
        store.delete(key);
      }
      store.delete(expiry);
    }
  }

  /// The oldest entries below the horizon; notes where the next scan may begin.
  private List<Bytes> expired(long horizon) {
    var expired = new ArrayList<Bytes>();
    try (var entries =
        store.range(RowKeys.expiryFrom(Math.max(0, oldestAtLeast)), RowKeys.expiryEnd())) {
      while (entries.hasNext()) {
        var entry = entries.next().key;
        oldestAtLeast = RowKeys.expiryTime(entry);
        if (oldestAtLeast >= horizon || expired.size() == PURGED_MAX) {
          break;
        }
        expired.add(entry);
      }
    }
    return expired;
  }
}
