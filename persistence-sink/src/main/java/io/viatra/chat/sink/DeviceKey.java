package io.viatra.chat.sink;

import io.viatra.chat.schemas.device.Device;
import java.util.Comparator;

/// A row of `devices`; ordered, because rows are locked in this order.
record DeviceKey(String userId, String deviceId) implements Comparable<DeviceKey> {
  private static final Comparator<DeviceKey> ORDER =
      Comparator.comparing(DeviceKey::userId).thenComparing(DeviceKey::deviceId);

  static DeviceKey of(Device device) {
    return new DeviceKey(device.userId(), device.deviceId());
  }

  @Override
  public int compareTo(DeviceKey other) {
    return ORDER.compare(this, other);
  }
}
