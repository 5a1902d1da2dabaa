package io.viatra.chat.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.runtime.kafka.PoisonException;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.device.Platform;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceTableTest {
  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

  private final DeviceTable table = new DeviceTable(new Metrics("test"));

  @Test
  void holdsADeviceUntilItsTombstone() {
    register("ann", "phone", "t1", 1);
    assertThat(table.of("ann")).extracting(Device::token).containsExactly("t1");
    register("ann", "phone", "t2", 2);
    assertThat(table.of("ann")).extracting(Device::token).containsExactly("t2");
    assertThat(table.of("ann", "phone")).hasSize(1);
    assertThat(table.of("ann", "tablet")).isEmpty();
    handle("ann|phone", null);
    assertThat(table.of("ann")).isEmpty();
  }

  @Test
  void aTokenBelongsToTheNewestRegistrationInWhateverOrderTheyAreRead() {
    register("bob", "phone", "t", 2);
    register("ann", "phone", "t", 1);
    assertThat(table.of("ann")).isEmpty();
    assertThat(table.of("bob")).hasSize(1);
    register("cid", "phone", "t", 3);
    assertThat(table.of("bob")).isEmpty();
    assertThat(table.of("cid")).hasSize(1);
  }

  @Test
  void aLogoutWakesNobodyWhoHadThePhoneBefore() {
    register("ann", "phone", "t", 1);
    register("bob", "phone", "t", 2);
    handle("bob|phone", null);
    assertThat(table.of("ann")).isEmpty();
    assertThat(table.of("bob")).isEmpty();
    register("ann", "phone", "t", 3);
    assertThat(table.of("ann")).hasSize(1);
  }

  @Test
  void knowsWhetherATokenIsStillTheDevices() {
    var old = register("ann", "phone", "t1", 1);
    assertThat(table.isCurrent(old)).isTrue();
    register("ann", "phone", "t2", 2);
    assertThat(table.isCurrent(old)).isFalse();
  }

  @Test
  void aUserHasABoundedNumberOfDevicesAndTheNewestStay() {
    for (int i = 0; i < DeviceTable.DEVICES_PER_USER_MAX + 2; i++) {
      register("ann", "d" + i, "t" + i, i);
    }
    assertThat(table.of("ann"))
        .hasSize(DeviceTable.DEVICES_PER_USER_MAX)
        .extracting(Device::deviceId)
        .doesNotContain("d0", "d1");
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> handle("nobar", new byte[] {1})).isInstanceOf(PoisonException.class);
    assertThatThrownBy(() -> handle("a|b", new byte[] {1})).isInstanceOf(PoisonException.class);
    var device = new Device("ann", "phone", "t", Platform.IOS, DAY);
    assertThatThrownBy(() -> handle("bob|phone", Topics.DEVICES.codec().encode(device)))
        .isInstanceOf(PoisonException.class)
        .hasMessage("FOREIGN_KEY");
  }

  private Device register(String user, String id, String token, int hour) {
    var device = new Device(user, id, token, Platform.ANDROID, DAY.plusSeconds(3_600L * hour));
    handle(Device.key(user, id), Topics.DEVICES.codec().encode(device));
    return device;
  }

  private void handle(String key, byte @Nullable [] value) {
    table.handle(
        new ConsumerRecord<>(
            Topics.DEVICES.name(), 0, 0, key.getBytes(StandardCharsets.UTF_8), value));
  }
}
