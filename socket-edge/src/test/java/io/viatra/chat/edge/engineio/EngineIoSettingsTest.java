package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineIoSettingsTest {
  @Test
  void theOpenPacketHasExactlyTheFiveKeys() {
    EncodedMessage open = OpenPacket.encode("abc", List.of("websocket"), EngineIoSettings.DEFAULTS);
    assertThat(StandardCharsets.UTF_8.decode(open.payload()).toString())
        .isEqualTo(
            "0{\"sid\":\"abc\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,"
                + "\"pingTimeout\":20000,\"maxPayload\":65536}");
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EngineIoSettings.DEFAULTS.withHeartbeat(Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineIoSettings.DEFAULTS.withMaxPayloadBytes(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutLimits(2, 1, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutLimits(2, 2, Duration.ofSeconds(1), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InLimits(Duration.ofSeconds(1), 0, 1));
  }
}
