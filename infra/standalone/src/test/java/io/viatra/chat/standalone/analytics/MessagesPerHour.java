package io.viatra.chat.standalone.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;

/// Messages by conversation and hour, to a topic of one's own. A record's time is the event's, and
/// its key the conversation, so nothing is repartitioned.
public final class MessagesPerHour {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MessagesPerHour() {}

  static Topology topology(String into) {
    var text = Serdes.String();
    var builder = new StreamsBuilder();
    builder.stream("chat.events.v1", Consumed.with(text, text))
        .filter((conversation, event) -> isMessage(event))
        .groupByKey(Grouped.with(text, text))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofHours(1), Duration.ofHours(1)))
        .count()
        .toStream()
        .map((window, count) ->
            KeyValue.pair(window.key() + "/" + window.window().startTime(), count.toString()))
        .to(into, Produced.with(text, text));
    return builder.build();
  }

  /// A type that this program does not know is none of its business, nor is what is no JSON.
  private static boolean isMessage(String event) {
    try {
      return event != null && JSON.readTree(event).path("type").asText().equals("message.sent");
    } catch (JsonProcessingException poison) {
      return false;
    }
  }

  static Properties settings(String brokers, String stateDirectory) {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "messages-per-hour");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory);
    // Counters: exactly-once, which reads committed events besides. With at-least-once,
    // set isolation.level=read_committed yourself.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    return settings;
  }

  public static void main(String[] args) {
    var streams = new KafkaStreams(topology(args[2]), settings(args[0], args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }
}
