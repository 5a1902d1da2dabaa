package io.viatra.chat.testkit;

import java.nio.file.Path;
import java.util.Properties;

/// The settings of the embedded broker: one node that is broker and controller, small enough to
/// share a two-core machine with all services, and with the guarantees of a real cluster switched
/// on as far as one node can have them.
final class KafkaSettings {
  private static final String NODE = "1";

  private KafkaSettings() {}

  static Properties of(Path logs, int brokerPort, int controllerPort) {
    Properties settings = new Properties();
    quorum(settings, brokerPort, controllerPort);
    settings.setProperty("log.dirs", logs.toString());
    settings.setProperty("auto.create.topics.enable", "false");
    internalTopics(settings);
    groups(settings);
    small(settings);
    return settings;
  }

  /// Static voters on purpose: they live in this configuration alone, so the controller may come
  /// back on another port. With dynamic voters (KIP-853) the log itself holds host and port, and a
  /// node that has moved is a voter nobody can reach.
  private static void quorum(Properties settings, int brokerPort, int controllerPort) {
    String broker = "BROKER://127.0.0.1:" + brokerPort;
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", NODE);
    settings.setProperty("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.setProperty("advertised.listeners", broker);
    settings.setProperty("inter.broker.listener.name", "BROKER");
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    // Each metadata change waits this long for company; there is none. 25 ms by default.
    settings.setProperty("controller.quorum.append.linger.ms", "2");
  }

  private static void internalTopics(Properties settings) {
    settings.setProperty("default.replication.factor", "1");
    settings.setProperty("min.insync.replicas", "1");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "4");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "4");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "4");
    // A killed transactional producer holds back readers of committed data until the broker looks
    // for expired transactions: every 10 s by default, on top of the time-out itself.
    settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }

  /// A group with one member must not wait for others, and one whose member was killed must not
  /// wait for the 45 s that the consumer protocol gives by default (the broker decides there).
  private static void groups(Properties settings) {
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("group.consumer.min.heartbeat.interval.ms", "500");
    settings.setProperty("group.consumer.heartbeat.interval.ms", "1000");
    settings.setProperty("group.consumer.min.session.timeout.ms", "6000");
    settings.setProperty("group.consumer.session.timeout.ms", "6000");
  }

  /// Threads and buffers for one machine; defaults are for a broker of its own.
  private static void small(Properties settings) {
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    settings.setProperty("background.threads", "2");
    settings.setProperty("num.recovery.threads.per.data.dir", "2");
    settings.setProperty("log.cleaner.threads", "1");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    settings.setProperty("log.cleaner.io.buffer.size", "131072");
    settings.setProperty("log.index.size.max.bytes", "1048576");
    settings.setProperty("group.coordinator.threads", "1");
    settings.setProperty("share.coordinator.threads", "1");
    settings.setProperty("socket.request.max.bytes", "16777216");
  }
}
