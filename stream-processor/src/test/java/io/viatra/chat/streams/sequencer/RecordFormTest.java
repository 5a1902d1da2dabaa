package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.viatra.chat.schemas.codec.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys, headers and times of what the sequencer writes.
class RecordFormTest extends RigTest {
  RecordFormTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.group(GROUP, ANA, BEN));
  }

  @Test
  void anEventIsKnownByConversationAndVer() {
    var event = rig.send(message(GROUP, ANA, "1").command()).events().getFirst();

    assertThat(text(event.key())).isEqualTo(GROUP.toString());
    assertThat(Written.headers(event))
        .contains(
            entry("ce_id", GROUP + ":2"),
            entry("ce_source", "/sequencer"),
            entry("ce_type", "io.viatra.chat.message.sent.v1"),
            entry("ce_time", Rfc3339.text(Rig.START)));
  }

  @Test
  void everyOutcomeCarriesThePositionOfItsCommandAndNothingThatCameWithIt() {
    rig.send(message(GROUP, BEN, "1").command());
    var written = rig.send(message(GROUP, ANA, "2").seeing(1).command());
    var stranger = rig.send(message(GROUP, "zoe", "3").command());

    var records = new ArrayList<TestRecord<byte[], byte[]>>();
    records.addAll(written.events());
    records.addAll(written.receipts());
    records.addAll(written.deliveries());
    assertThat(records)
        .hasSize(4)
        .allSatisfy(record ->
            assertThat(Written.headers(record))
                .contains(entry("cmd-partition", "0"), entry("cmd-offset", "2"))
                .doesNotContainKey("leak"));
    assertThat(Written.headers(stranger.deadLetters().getFirst()))
        .contains(
            entry("cmd-offset", "3"),
            entry("dlq-topic", "chat.commands.v1"),
            entry("dlq-partition", "0"),
            entry("dlq-offset", "3"),
            entry("dlq-service", "sequencer"))
        .doesNotContainKey("leak");
  }

  @Test
  void idsOfOneCommandAreDifferent() {
    rig.send(message(GROUP, BEN, "1").command());
    var written = rig.send(message(GROUP, ANA, "2").seeing(1).command());

    var ids = new ArrayList<String>();
    written.events().forEach(record -> ids.add(Written.headers(record).getOrDefault("ce_id", "")));
    written
        .receipts()
        .forEach(record -> ids.add(Written.headers(record).getOrDefault("ce_id", "")));
    written
        .deliveries()
        .forEach(record -> ids.add(Written.headers(record).getOrDefault("ce_id", "")));
    assertThat(ids).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void recordsHaveTheTimeOfTheirCommand() {
    var written = rig.send(message(GROUP, ANA, "1").command());
    assertThat(written.events().getFirst().getRecordTime()).isEqualTo(Rig.START);
    assertThat(written.deliveries().getFirst().getRecordTime()).isEqualTo(Rig.START);
  }

  @Test
  void aReceiptIsKeyedByConversationAndUser() {
    rig.send(message(GROUP, ANA, "1").command());
    var receipt = rig.send(Commands.read(GROUP, BEN, 1)).receipts().getFirst();
    assertThat(text(receipt.key())).isEqualTo(GROUP + ":" + BEN);
  }

  @Test
  void aDeadLetterIsTheCommandAsItCame() {
    byte[] key = "no-conversation".getBytes(StandardCharsets.UTF_8);
    byte[] value = "{".getBytes(StandardCharsets.UTF_8);
    var deadLetter = rig.send(key, value).deadLetters().getFirst();
    assertThat(deadLetter.key()).isEqualTo(key);
    assertThat(deadLetter.value()).isEqualTo(value);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
