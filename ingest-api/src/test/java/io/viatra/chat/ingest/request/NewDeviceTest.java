package io.viatra.chat.ingest.request;

import static io.viatra.chat.ingest.request.Bodies.code;
import static io.viatra.chat.ingest.request.Bodies.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.device.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewDeviceTest {
  @Test
  void aDeviceWithoutAnIdIsNamedByItsToken() {
    var device = NewDevice.from(fields("{'token':'abc:def'}"));

    assertThat(device.deviceId()).isEqualTo(TokenDigest.deviceId("abc:def")).startsWith("fcm-");
    assertThat(device.platform()).isEqualTo(Platform.UNKNOWN);
  }

  @Test
  void aTokenIsNeverPrinted() {
    var device = NewDevice.from(fields("{'token':'canary','deviceId':'d','platform':'ios'}"));

    assertThat(device.toString()).doesNotContain("canary");
    assertThat(new Logout("canary", null).toString()).doesNotContain("canary");
    assertThat(device.platform()).isEqualTo(Platform.IOS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'token':''}",
        "{'token':'a b'}",
        "{'token':7}",
        "{'token':'t','deviceId':''}",
        "{'token':'t','deviceId':'a\\n'}",
        "{'token':'t','platform':'symbian'}"
      })
  void aWrongBodyIsRefused(String body) {
    assertThat(code(() -> NewDevice.from(fields(body)))).isEqualTo(ErrorCode.INVALID);
  }
}
