package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void aFreeWantedPortIsGivenAndABusyOneFallsForward() throws Exception {
    int wanted = FreePorts.any();
    assertThat(FreePorts.from(wanted)).isEqualTo(wanted);
    try (ServerSocket onLoopback = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.from(onLoopback.getLocalPort())).isGreaterThan(wanted);
    }
    try (ServerSocket everywhere = new ServerSocket(wanted)) {
      assertThat(FreePorts.from(everywhere.getLocalPort())).isGreaterThan(wanted);
    }
  }

  @Test
  void noPortIsHandedOutTwice() {
    assertThat(FreePorts.any()).isNotEqualTo(FreePorts.any());
    assertThat(FreePorts.from(0)).isPositive();
  }

  @Test
  void whatIsNoPortIsRefused() {
    assertThatThrownBy(() -> FreePorts.from(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FreePorts.from(65_536)).isInstanceOf(IllegalArgumentException.class);
  }
}
