package io.viatra.chat.push;

import io.viatra.chat.runtime.kafka.PoisonException;
import io.viatra.chat.runtime.kafka.RecordHandler;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// All devices, folded from `user.devices.v1`. Written by the tail's thread, read by any.
///
/// Memory: every worker holds the whole table, some 500 bytes a device; a user's
/// [#DEVICES_PER_USER_MAX] bounds what one person can make of it, and `chat_push_devices` shows it.
final class DeviceTable implements RecordHandler {
  /// Beyond it the device that registered first is left out; nobody carries as many.
  static final int DEVICES_PER_USER_MAX = 10;

  private static final Comparator<Device> BY_AGE = Comparator.comparing(Device::registeredAt);

  /// Immutable maps by device id, replaced whole.
  private final Map<String, Map<String, Device>> byUser = new ConcurrentHashMap<>();

  /// Whose a token is: the newest registration's, whatever older records still say. Once that one
  /// is gone it is nobody's, so a logout wakes nobody who had the phone before.
  private final Map<String, Device> byToken = new ConcurrentHashMap<>();

  private final AtomicInteger size = new AtomicInteger();

  DeviceTable(Metrics metrics) {
    metrics.gauge("chat.push.devices", "devices that can be woken", size::get);
  }

  /// The user's devices that hold their token.
  List<Device> of(String userId) {
    return byUser.getOrDefault(userId, Map.of()).values().stream().filter(this::owns).toList();
  }

  /// One device, if it is there and holds its token.
  List<Device> of(String userId, String deviceId) {
    Device device = byUser.getOrDefault(userId, Map.of()).get(deviceId);
    return device != null && owns(device) ? List.of(device) : List.of();
  }

  /// Whether the device still has this token.
  boolean isCurrent(Device device) {
    return of(device.userId(), device.deviceId()).stream()
        .anyMatch(current -> current.token().equals(device.token()));
  }

  @Override
  public void handle(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    int bar = key.indexOf('|');
    if (bar < 1) {
      throw new PoisonException("NO_KEY");
    }
    if (record.value() == null) {
      put(key.substring(0, bar), key.substring(bar + 1), null);
      return;
    }
    switch (Topics.DEVICES.codec().decode(record.value())) {
      case Decoded.Malformed<Device>(var _) -> throw new PoisonException("UNREADABLE");
      case Decoded.Value<Device>(var device) -> {
        if (!Device.key(device.userId(), device.deviceId()).equals(key)) {
          throw new PoisonException("FOREIGN_KEY");
        }
        put(device.userId(), device.deviceId(), device);
      }
    }
  }

  private boolean owns(Device device) {
    Device owner = byToken.get(device.token());
    return owner != null && isSame(owner, device);
  }

  private void put(String userId, String deviceId, @Nullable Device device) {
    Map<String, Device> devices = new HashMap<>(byUser.getOrDefault(userId, Map.of()));
    int before = devices.size();
    Device former = devices.remove(deviceId);
    if (former != null) {
      disown(former);
    }
    if (device != null) {
      devices.put(deviceId, device);
      byToken.merge(device.token(), device, DeviceTable::newer);
      if (devices.size() > DEVICES_PER_USER_MAX) {
        Device oldest = devices.values().stream().min(BY_AGE).orElse(device);
        devices.remove(oldest.deviceId());
        disown(oldest);
      }
    }
    size.addAndGet(devices.size() - before);
    if (devices.isEmpty()) {
      byUser.remove(userId);
    } else {
      byUser.put(userId, Map.copyOf(devices));
    }
  }

  /// Of the same age, what came later in the log.
  private static Device newer(Device known, Device next) {
    return next.registeredAt().isBefore(known.registeredAt()) ? known : next;
  }

  private static boolean isSame(Device one, Device other) {
    return one.userId().equals(other.userId()) && one.deviceId().equals(other.deviceId());
  }

  private void disown(Device device) {
    byToken.computeIfPresent(device.token(), (_, owner) -> isSame(owner, device) ? null : owner);
  }
}
