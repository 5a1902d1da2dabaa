package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.device.Platform;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private final Story story = new Story();

  private static Reading read(String topic, @Nullable String key, byte @Nullable [] value) {
    return RecordReader.read(Records.record(topic, 0, 0, key, value, Map.of()));
  }

  @Test
  void anEventUnderItsConversationIsRead() {
    MessageSent sent = story.sent("ana");
    byte[] value = Topics.EVENTS.codec().encode(sent);

    assertThat(read(Topics.EVENTS.name(), story.id.toString(), value))
        .isEqualTo(new Reading.Read(new Change.Happened(sent)));
  }

  @Test
  void anEventUnderAnotherKeyIsPoison() {
    byte[] value = Topics.EVENTS.codec().encode(story.sent("ana"));

    assertThat(read(Topics.EVENTS.name(), "another", value))
        .isEqualTo(new Reading.Poison("FOREIGN_KEY"));
  }

  @Test
  void nothingThatABadRecordHoldsIsThrown() {
    String topic = Topics.EVENTS.name();
    assertThat(read(topic, null, new byte[0])).isEqualTo(new Reading.Poison("NO_KEY"));
    assertThat(read(topic, "k", null)).isEqualTo(new Reading.Poison("EMPTY"));
    assertThat(read(topic, "k", bytes("{"))).isEqualTo(new Reading.Poison("NOT_JSON"));
    assertThat(read(topic, "k", bytes("{\"type\":\"from.the.future\"}")))
        .isEqualTo(new Reading.Poison("UNKNOWN_TYPE"));
    assertThat(read(Topics.RECEIPTS.name(), "k", bytes("{}")))
        .isEqualTo(new Reading.Poison("OUT_OF_BOUNDS"));
  }

  @Test
  void aTombstoneUnregistersTheDeviceInItsKey() {
    assertThat(read(Topics.DEVICES.name(), "ana|my|phone", null))
        .isEqualTo(new Reading.Read(new Change.Unregistered("ana", "my|phone")));
    assertThat(read(Topics.DEVICES.name(), "ana", null))
        .isEqualTo(new Reading.Poison("FOREIGN_KEY"));
  }

  @Test
  void aDeviceIsRegistered() {
    Device device = new Device("ana", "phone", "t", Platform.WEB, Instant.EPOCH);

    assertThat(read(Topics.DEVICES.name(), "ana|phone", Topics.DEVICES.codec().encode(device)))
        .isEqualTo(new Reading.Read(new Change.Registered(device)));
  }

  @Test
  void theCommandIsTakenFromItsHeaderAndRubbishIsNone() {
    assertThat(command("41")).isEqualTo(41);
    assertThat(command("-1")).isEqualTo(Entry.NO_COMMAND);
    assertThat(command("9".repeat(30))).isEqualTo(Entry.NO_COMMAND);
    assertThat(RecordReader.command(Records.at("t", 0, 0))).isEqualTo(Entry.NO_COMMAND);
  }

  private static long command(String text) {
    return RecordReader.command(
        Records.record("t", 0, 0, "k", new byte[0], Map.of("cmd-offset", text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
