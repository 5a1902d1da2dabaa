package io.viatra.chat.edge.presence;

import io.viatra.chat.runtime.lease.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The devices that are connected here, and what of them is still to be written down.
///
/// Work is a map with one entry for a device, so a device that comes and goes while nothing can be
/// written costs one write in the end. Those that have gone leave the map when their leases have
/// ended by themselves; so it holds no more than the sockets of the last lease's length.
final class Devices {
  private final PresenceSettings settings;

  /// User by device.
  private final Map<String, String> live = new ConcurrentHashMap<>();

  private final Map<String, Note> unwritten = new ConcurrentHashMap<>();

  /// @param leftAt null while it is connected
  /// @param again whether this is nothing but a heartbeat
  private record Note(String userId, @Nullable Instant leftAt, boolean again) {}

  Devices(PresenceSettings settings) {
    this.settings = settings;
  }

  void came(String device, String userId) {
    live.put(device, userId);
    unwritten.put(device, new Note(userId, null, false));
  }

  void left(String device, Instant now) {
    String userId = live.remove(device);
    if (userId != null) {
      unwritten.put(device, new Note(userId, now, false));
    }
  }

  /// Every device is to be written again.
  void beat() {
    live.forEach((device, userId) -> {
      unwritten.putIfAbsent(device, new Note(userId, null, true));
      // It may have left between the two; its lease would begin anew with nobody to end it.
      if (!live.containsKey(device)) {
        unwritten.computeIfPresent(device, (_, note) -> note.again ? null : note);
      }
    });
  }

  int connected() {
    return live.size();
  }

  /// Something that is to be written, as of one moment.
  final class Portion {
    private final Map<String, Note> notes;
    private final Instant now;

    private Portion(Map<String, Note> notes, Instant now) {
      this.notes = notes;
      this.now = now;
    }

    boolean isEmpty() {
      return notes.isEmpty();
    }

    List<Lease> leases() {
      List<Lease> leases = new ArrayList<>(notes.size());
      notes.forEach((device, note) -> leases.add(lease(device, note)));
      return leases;
    }

    private Lease lease(String device, Note note) {
      // The end of a lease is the moment at which others see its holder as offline.
      return note.leftAt == null
          ? new Lease(note.userId, device, now, now.plus(settings.shown()))
          : new Lease(note.userId, device, note.leftAt, note.leftAt.plus(settings.grace()));
    }

    /// Whether others are to look, although the lease was there before.
    boolean isNews(Lease lease) {
      Note note = notes.get(lease.item());
      return note != null && !note.again;
    }

    /// It is written; what changed meanwhile stays.
    void written() {
      notes.forEach(unwritten::remove);
    }
  }

  /// Up to so many of what is to be written.
  Portion next(int max, Instant now) {
    Instant ended = now.minus(settings.shown());
    unwritten.values().removeIf(note -> note.leftAt != null && note.leftAt.isBefore(ended));
    Map<String, Note> notes = new HashMap<>();
    for (var entry : unwritten.entrySet()) {
      if (notes.size() == max) {
        break;
      }
      notes.put(entry.getKey(), entry.getValue());
    }
    return new Portion(notes, now);
  }
}
