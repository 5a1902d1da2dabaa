package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.device.Platform;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceFoldTest {
  private final DeviceFold fold = new DeviceFold();

  private static Device device(String user, String token, long second) {
    return new Device(user, "phone", token, Platform.IOS, Instant.ofEpochSecond(second));
  }

  @Test
  void aTokenBelongsToWhoRegisteredItLast() {
    fold.registered(device("ana", "t", 1));
    fold.registered(device("ben", "t", 2));

    assertThat(fold.registered()).containsExactly(device("ben", "t", 2));
    assertThat(fold.gone()).containsExactly(new DeviceKey("ana", "phone"));
  }

  @Test
  void anOlderRegistrationThatComesLaterDoesNotTakeTheTokenBack() {
    fold.registered(device("ben", "t", 2));
    fold.registered(device("ana", "t", 1));

    assertThat(fold.registered()).containsExactly(device("ben", "t", 2));
    assertThat(fold.gone()).containsExactly(new DeviceKey("ana", "phone"));
  }

  @Test
  void aNewTokenSetsTheFormerOneFree() {
    fold.registered(device("ana", "old", 1));
    fold.registered(device("ana", "new", 2));
    fold.registered(device("ben", "old", 3));

    assertThat(fold.registered()).containsExactly(device("ana", "new", 2), device("ben", "old", 3));
    assertThat(fold.gone()).isEmpty();
  }

  @Test
  void aDeviceThatComesBackIsThere() {
    fold.unregistered("ana", "phone");
    fold.registered(device("ana", "t", 2));

    assertThat(fold.registered()).hasSize(1);
    assertThat(fold.gone()).isEmpty();
  }
}
