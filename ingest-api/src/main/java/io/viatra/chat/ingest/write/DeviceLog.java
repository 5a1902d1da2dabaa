package io.viatra.chat.ingest.write;

import io.viatra.chat.runtime.kafka.PublishException;
import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Devices that can be woken: `user.devices.v1`, one key for each (user, device), all of a user in
/// one partition and so in one order.
public final class DeviceLog {
  private static final String SOURCE = "/ingest-api";
  private static final String TOPIC = Topics.DEVICES.name();
  private static final String REMOVED = "io.viatra.chat.device.removed.v1";

  private final Publisher publisher;
  private final Clock clock;

  /// @param publisher has the devices' topic among its own
  public DeviceLog(Publisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /// Registers a device, or gives it another token.
  public void register(Device device) throws InterruptedException {
    var codec = Topics.DEVICES.codec();
    write(device.userId(), device.deviceId(), codec.type(device), codec.encode(device));
  }

  /// Removes a device; one that is not there stays so.
  public void remove(String userId, String deviceId) throws InterruptedException {
    write(userId, deviceId, REMOVED, null);
  }

  private void write(String userId, String deviceId, String type, byte @Nullable [] value)
      throws InterruptedException {
    var envelope = new CloudEvent(UUID.randomUUID().toString(), SOURCE, type, clock.instant());
    Acknowledged.by(
        publisher.publish(
            TOPIC,
            partition(userId),
            Device.key(userId, deviceId).getBytes(StandardCharsets.UTF_8),
            value,
            EnvelopeHeaders.of(envelope)));
  }

  private int partition(String userId) {
    try {
      return Partitions.of(userId, publisher.partitions(TOPIC));
    } catch (PublishException e) {
      throw Acknowledged.refusal(e);
    }
  }
}
