package io.viatra.chat.sink;

import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Turns records of the three consumed topics into changes. Never throws for what a record holds.
public final class RecordReader {
  public static final Set<String> TOPICS =
      Set.of(Topics.EVENTS.name(), Topics.RECEIPTS.name(), Topics.DEVICES.name());

  private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

  private RecordReader() {}

  static Reading read(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return new Reading.Poison("NO_KEY");
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    String topic = record.topic();
    if (topic.equals(Topics.EVENTS.name())) {
      return read(
          Topics.EVENTS, record, key, e -> e.conversationId().toString(), Change.Happened::new);
    }
    if (topic.equals(Topics.RECEIPTS.name())) {
      return read(Topics.RECEIPTS, record, key, r -> r.key(), Change.Advanced::new);
    }
    if (record.value() == null) {
      return unregistered(key);
    }
    return read(
        Topics.DEVICES,
        record,
        key,
        d -> Device.key(d.userId(), d.deviceId()),
        Change.Registered::new);
  }

  /// The offset of the command behind a record. An outcome without one (written by a repair, say)
  /// is applied all the same; it only moves no reader that waits for its own write.
  static long command(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(CommandPosition.OFFSET);
    if (header == null || header.value() == null) {
      return Entry.NO_COMMAND;
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    return OFFSET.matcher(text).matches() ? Long.parseLong(text) : Entry.NO_COMMAND;
  }

  private static <T> Reading read(
      Topic<T> topic,
      ConsumerRecord<byte[], byte[]> record,
      String key,
      Function<T, String> keyOf,
      Function<T, Change> change) {
    return switch (topic.codec().decode(record.value())) {
      case Decoded.Malformed<T>(String reason) ->
          new Reading.Poison(reason.replace('-', '_').toUpperCase(Locale.ROOT));
      case Decoded.Value<T>(T value) ->
          keyOf.apply(value).equals(key)
              ? new Reading.Read(change.apply(value))
              : new Reading.Poison("FOREIGN_KEY");
    };
  }

  /// A tombstone says all it has to say in its key.
  private static Reading unregistered(String key) {
    int bar = key.indexOf('|');
    if (bar < 0 || bar == key.length() - 1 || !Check.isUserId(key.substring(0, bar))) {
      return new Reading.Poison("FOREIGN_KEY");
    }
    return new Reading.Read(new Change.Unregistered(key.substring(0, bar), key.substring(bar + 1)));
  }
}
