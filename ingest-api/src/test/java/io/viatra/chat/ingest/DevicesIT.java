package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.request.TokenDigest;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.device.Platform;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import io.viatra.chat.testkit.TestInfrastructure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesIT {
  private static final String PATH = "/api/v1/auth/fcm-token";

  private final String ana = user("ana");
  private final String ben = user("ben");
  private final String token = user("token");
  private IngestFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
  }

  @Test
  void aDeviceIsWrittenUnderItsUsersPartition() {
    var reply =
        fixture
            .as(ana)
            .call("POST", PATH, "{'token':'" + token + "','deviceId':'phone','platform':'ios'}");
    var record = records(ana, "phone").getLast();

    assertThat(reply.status()).isEqualTo(204);
    assertThat(record.partition()).isEqualTo(Partitions.of(ana, IngestFixture.PARTITIONS));
    assertThat(record.header("ce_type")).isEqualTo("io.viatra.chat.device.registered.v1");
    assertThat(device(record).token()).isEqualTo(token);
    assertThat(device(record).platform()).isEqualTo(Platform.IOS);
  }

  @Test
  void aDeviceWithoutAnIdIsNamedByItsTokenAndForgottenByIt() {
    var id = TokenDigest.deviceId(token);
    fixture.as(ana).call("POST", PATH, "{'token':'" + token + "'}");
    assertThat(device(records(ana, id).getLast()).userId()).isEqualTo(ana);
    var reply = fixture.as(ana).call("DELETE", PATH, "{'token':'" + token + "'}");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(records(ana, id).getLast().value()).isNull();
  }

  @Test
  void logoutByDeviceWorksInBodyAndQuery() {
    fixture.as(ana).call("POST", PATH, "{'token':'" + token + "','deviceId':'a'}");
    fixture.as(ana).call("DELETE", PATH + "?deviceId=a", null);
    fixture.as(ana).call("POST", PATH, "{'token':'" + token + "','deviceId':'b'}");
    fixture.as(ana).call("DELETE", PATH, "{'deviceId':'b'}");

    assertThat(records(ana, "a").getLast().value()).isNull();
    assertThat(records(ana, "b").getLast().value()).isNull();
  }

  @Test
  void aTokenLeavesItsFormerHolder() throws Exception {
    stored(ben, "tablet");
    fixture.as(ana).call("POST", PATH, "{'token':'" + token + "','deviceId':'phone'}");

    assertThat(records(ben, "tablet").getLast().value()).isNull();
    assertThat(device(records(ana, "phone").getLast()).token()).isEqualTo(token);
  }

  @Test
  void logoutByTokenFindsTheDeviceButNeverAnothers() throws Exception {
    stored(ana, "phone");
    fixture.as(ben).call("DELETE", PATH + "?token=" + token, null);
    assertThat(records(ana, "phone")).isEmpty();
    fixture.as(ana).call("DELETE", PATH + "?token=" + token, null);

    assertThat(records(ana, "phone").getLast().value()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'token':''}", "{'token':7}", "{'token':'t','platform':'x'}"})
  void aWrongBodyIsInvalid(String body) {
    var reply = fixture.as(ana).call("POST", PATH, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("INVALID");
  }

  @Test
  void aLogoutNamesSomething() {
    assertThat(fixture.as(ana).call("DELETE", PATH, null).status()).isEqualTo(400);
  }

  private void stored(String userId, String deviceId) throws Exception {
    fixture.sql(
        "INSERT INTO devices VALUES ('%s', '%s', '%s', 'android', now())"
            .formatted(userId, deviceId, token));
  }

  private static List<SeenRecord> records(String userId, String deviceId) {
    try (var probe = KafkaProbe.of(TestInfrastructure.kafka().bootstrapServers())) {
      var key = Device.key(userId, deviceId);
      return probe.read(Topics.DEVICES.name()).stream()
          .filter(record -> key.equals(record.key()))
          .toList();
    }
  }

  private static Device device(SeenRecord record) {
    return switch (Topics.DEVICES.codec().decode(record.bytes())) {
      case Decoded.Value<Device>(var device) -> device;
      case Decoded.Malformed<Device>(var reason) -> throw new AssertionError(reason);
    };
  }
}
