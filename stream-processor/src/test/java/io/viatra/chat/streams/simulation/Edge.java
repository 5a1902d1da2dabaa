package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionDisplaced;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/// One life of an edge node: reads the mailbox of its slot from where it stood when it began, and
/// hands what it finds to its sockets.
final class Edge {
  final String name;
  final int slot;
  final long epoch;
  final Map<String, Device> devices = new TreeMap<>();

  /// Everything that it has read of crowds, by conversation and `ver`.
  final Map<UUID, NavigableMap<Long, CrowdRecord>> crowds = new TreeMap<>();

  /// In the mailbox of its slot.
  int position;

  int crowdPosition;

  /// When it fell silent, ms; 0 while its heart beats.
  long silentSince;

  Edge(String name, int slot, long epoch, int position) {
    this.name = name;
    this.slot = slot;
    this.epoch = epoch;
    this.position = position;
  }

  boolean beats() {
    return silentSince == 0;
  }

  void silent(long now) {
    silentSince = beats() ? now : silentSince;
  }

  void take(CrowdRecord record) {
    crowdPosition++;
    var id = Device.conversation(record.delivery());
    long ver = Device.ver(record.delivery());
    crowds.computeIfAbsent(id, _ -> new TreeMap<>()).putIfAbsent(ver, record);
    for (var device : devices.values()) {
      if (device.user.equals(record.gone())) {
        device.removed(id, ver);
      }
      device.advance(id);
    }
  }

  void take(MailboxRecord record) {
    position++;
    switch (record) {
      case SessionSnapshot snapshot -> {
        var device = devices.get(snapshot.sid());
        if (device != null && device.user.equals(snapshot.userId())) {
          device.reached(snapshot);
        }
      }
      case SessionDisplaced displaced ->
          throw new Broken("sessions", displaced.sid() + " is none too many");
      case MailboxDelivery box -> {
        for (var device : devices.values()) {
          if (box.userIds().contains(device.user)) {
            device.got(box.delivery());
          }
          box.unread().stream()
              .filter(change -> change.userId().equals(device.user))
              .forEach(device::got);
        }
      }
    }
  }
}
