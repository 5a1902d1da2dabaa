package io.viatra.chat.streams;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.viatra.chat.runtime.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running Kafka Streams application.
///
/// A thread that dies of an exception is replaced: most are of the network, and its successor does
/// the same work from the last commit. One that dies of the same record again and again is a bug in
/// ours, and must not look like life: after [#REPLACED_MAX] deaths within a few minutes the
/// application stops and says so through [#ended].
///
/// Any thread may ask and close.
public final class StreamsApplication implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamsApplication.class);
  private static final int REPLACED_MAX = 10;

  /// How long the cluster may take to say which changelogs there are, at the start and at the end.
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private static final Duration NOTE_MAX = Duration.ofSeconds(3);

  private final String name;
  private final KafkaStreams streams;
  private final StateDisk disk;

  /// To be asked at the end, where not all changelogs were there at the beginning.
  private final @Nullable ChangelogIds unnoted;

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Deaths deaths = new Deaths(REPLACED_MAX, System::nanoTime);

  private StreamsApplication(
      String name,
      Topology topology,
      Map<String, Object> config,
      StateDisk disk,
      @Nullable ChangelogIds unnoted) {
    this.name = name;
    this.disk = disk;
    this.unnoted = unnoted;
    var properties = new Properties();
    properties.putAll(config);
    streams = new KafkaStreams(topology, properties);
  }

  /// Starts it; tasks come up by themselves, see [#isRunning].
  ///
  /// @param config of Streams, with the application id
  /// @throws IOException see [StateDisk#open]
  /// @throws IllegalStateException if its state is being made anew
  public static StreamsApplication open(
      Topology topology, Map<String, Object> config, Metrics metrics)
      throws IOException, InterruptedException, TimeoutException {
    var name = String.valueOf(config.get(StreamsConfig.APPLICATION_ID_CONFIG));
    var disk =
        StateDisk.open(Path.of(String.valueOf(config.get(StreamsConfig.STATE_DIR_CONFIG))), name);
    try {
      return started(name, topology, config, disk, metrics);
    } catch (IOException | InterruptedException | TimeoutException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  private static StreamsApplication started(
      String name, Topology topology, Map<String, Object> config, StateDisk disk, Metrics metrics)
      throws IOException, InterruptedException, TimeoutException {
    var identified = new HashMap<>(config);
    // Streams gives each of its threads a number behind it.
    identified.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), disk.identity());
    boolean exactlyOnce =
        StreamsConfig.EXACTLY_ONCE_V2.equals(config.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    if (exactlyOnce && disk.begin()) {
      log.info("{}: the last life did not end in order, its state is restored from the log", name);
    }
    var changelogs = new ChangelogIds(name, topology, identified);
    var ids = changelogs.ask(START_MAX);
    if (disk.follow(ids)) {
      log.info("{}: its changelogs are others than before, its state is restored from them", name);
    }
    var unnoted = changelogs.isWhole(ids) ? null : changelogs;
    var application = new StreamsApplication(name, topology, identified, disk, unnoted);
    application.streams.setUncaughtExceptionHandler(application::died);
    application.streams.setStateListener((now, before) -> application.changed(now));
    metrics.bind(new KafkaStreamsMetrics(application.streams));
    application.streams.start();
    return application;
  }

  /// Whether every task of this instance works, or there is none for it.
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /// Completes exceptionally when the application has failed for good.
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  private StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse died(Throwable cause) {
    boolean fenced = isFenced(cause);
    if (fenced || deaths.isOneTooMany()) {
      log.error(
          "{}: {}, the application stops",
          name,
          fenced ? "another instance has the same identity" : "a thread died once more",
          cause);
      ended.completeExceptionally(cause);
      return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    log.warn("{}: a thread died and is replaced", name, cause);
    return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /// A successor would fence the other instance in turn, and so on: the newer one keeps the place.
  private static boolean isFenced(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(FencedInstanceIdException.class::isInstance);
  }

  private void changed(KafkaStreams.State now) {
    if (now == KafkaStreams.State.ERROR) {
      ended.completeExceptionally(new IllegalStateException(name + " is in state ERROR"));
    }
  }

  /// Commits what is done and leaves the group, which Streams by default does not: whoever comes
  /// next would wait for the session of the one who went, 6 s. What takes longer than the deadline
  /// is left to die with the process, which is the crash that exactly-once is there for.
  @Override
  public void close() {
    var leaving =
        CloseOptions.timeout(StreamsSettings.CLOSE_MAX)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    try (disk) {
      if (streams.close(leaving)) {
        note();
        disk.ended();
      } else {
        log.warn("{} did not stop within {}", name, StreamsSettings.CLOSE_MAX);
      }
    } catch (IOException e) {
      log.warn("{}: the next start restores its state from the log", name, e);
    }
  }

  /// After a first life: the changelogs that Streams created in it.
  private void note() throws IOException {
    if (unnoted == null) {
      return;
    }
    try {
      disk.note(unnoted.ask(NOTE_MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | IllegalStateException e) {
      log.warn("{}: the next start restores its state from the log", name, e);
    }
  }
}
