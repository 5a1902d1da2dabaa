package io.viatra.chat.sink;

import io.viatra.chat.schemas.device.Device;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A batch's effect on `devices`. A token is one device's: whoever registered it last has it, and
/// the device that had it before cannot be woken any more.
final class DeviceFold {
  private final Map<DeviceKey, Device> registered = new TreeMap<>();
  private final Set<DeviceKey> gone = new TreeSet<>();
  private final Map<String, DeviceKey> owners = new HashMap<>();

  /// A registration that is older than the token's present one in this batch has lost the token
  /// before it came.
  void registered(Device device) {
    DeviceKey key = DeviceKey.of(device);
    DeviceKey owner = owners.get(device.token());
    Device rival = owner == null || owner.equals(key) ? null : registered.get(owner);
    if (rival != null && rival.registeredAt().isAfter(device.registeredAt())) {
      unregistered(key.userId(), key.deviceId());
      return;
    }
    if (owner != null && rival != null) {
      unregistered(owner.userId(), owner.deviceId());
    }
    forgetToken(key);
    registered.put(key, device);
    gone.remove(key);
    owners.put(device.token(), key);
  }

  void unregistered(String userId, String deviceId) {
    DeviceKey key = new DeviceKey(userId, deviceId);
    forgetToken(key);
    registered.remove(key);
    gone.add(key);
  }

  Collection<Device> registered() {
    return registered.values();
  }

  Collection<DeviceKey> gone() {
    return gone;
  }

  private void forgetToken(DeviceKey key) {
    Device before = registered.get(key);
    if (before != null) {
      owners.remove(before.token());
    }
  }
}
