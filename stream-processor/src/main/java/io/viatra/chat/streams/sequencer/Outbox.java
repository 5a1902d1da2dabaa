package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Placed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Writes the emissions of one command, in order. Every record gets headers of its own: nothing of
/// what came with the command is passed on.
///
/// Events, receipts, crowd records and dead letters lie in the partition of their command, because
/// those topics are co-partitioned with the commands; deliveries lie where their recipients are.
final class Outbox {
  private static final String SOURCE = "/sequencer";

  private final Sinks sinks;
  private final Incoming incoming;
  private final CommandPosition position;
  private final Instant at;
  private int written;

  /// @param incoming the command as it came
  Outbox(Sinks sinks, Incoming incoming) {
    this.sinks = sinks;
    this.incoming = incoming;
    position = new CommandPosition(incoming.partition(), incoming.offset());
    at = incoming.at();
  }

  /// Where records go; one name for each topic.
  @FunctionalInterface
  interface Sinks {
    void forward(String sink, Record<Placed, byte[]> record);
  }

  void write(Emission emission) {
    switch (emission) {
      case Emission.ToLog(ChatEvent event) ->
          write(
              Topics.EVENTS.codec(),
              event,
              SequencerTopology.EVENTS,
              id(event),
              home(event.conversationId()));
      case Emission.ToCrowd(UUID id, long ver, var record) ->
          write(Topics.CROWD.codec(), record, SequencerTopology.CROWD, id + ":" + ver, home(id));
      case Emission.ToReceipts(var receipt) ->
          write(
              Topics.RECEIPTS.codec(),
              receipt,
              SequencerTopology.RECEIPTS,
              id(),
              new Placed(position.partition(), text(receipt.key())));
      case Emission.ToUsers(int partition, var delivery) ->
          write(
              Topics.DELIVERIES.codec(),
              delivery,
              SequencerTopology.DELIVERIES,
              id(),
              new Placed(partition, incoming.key()));
      case Emission.ToDeadLetters(DeadLetterCode code) -> writeAway(code);
    }
    written++;
  }

  private <T> void write(Codec<T> codec, T value, String sink, String id, Placed key) {
    var event = new CloudEvent(id, SOURCE, codec.type(value), at);
    forward(sink, key, codec.encode(value), headers(event));
  }

  private void writeAway(DeadLetterCode code) {
    var codec = Topics.DEAD_LETTERS.codec();
    var headers = headers(new CloudEvent(id(), SOURCE, codec.type(new byte[0]), at));
    add(headers, incoming.coordinates(code));
    var kept = incoming.kept();
    var key = kept.key() == null ? null : Bytes.wrap(kept.key());
    forward(
        SequencerTopology.DEAD_LETTERS,
        new Placed(position.partition(), key),
        kept.value(),
        headers);
  }

  private void forward(String sink, Placed key, byte @Nullable [] value, Headers headers) {
    sinks.forward(sink, new Record<>(key, value, at.toEpochMilli(), headers));
  }

  private Headers headers(CloudEvent event) {
    var headers = new RecordHeaders();
    add(headers, event.headers());
    // Sorted, so that the same decision gives the same bytes in every process.
    add(headers, new TreeMap<>(position.headers()));
    return headers;
  }

  private static void add(Headers headers, Map<String, String> texts) {
    texts.forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  private Placed home(UUID conversationId) {
    return new Placed(position.partition(), text(conversationId.toString()));
  }

  /// An event is known by its number, everything else by its command and place in the decision.
  private String id(ChatEvent event) {
    return event instanceof ConversationEvent numbered
        ? numbered.conversationId() + ":" + numbered.ver()
        : id();
  }

  private String id() {
    return position.partition() + ":" + position.offset() + ":" + written;
  }

  private static Bytes text(String key) {
    return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
  }
}
