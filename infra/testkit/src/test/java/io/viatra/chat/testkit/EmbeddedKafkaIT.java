package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  @TempDir Path data;

  @Test
  void keepsItsClusterAndItsRecordsThroughANewStartOnOtherPorts() throws Exception {
    String clusterId;
    String firstAddress;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data);
        KafkaProbe probe = KafkaProbe.of(kafka.bootstrapServers())) {
      firstAddress = kafka.bootstrapServers();
      clusterId = clusterId(kafka);
      probe.createTopic("kept", 2, Map.of());
      probe.produce("kept", "k", "before");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data);
        KafkaProbe probe = KafkaProbe.of(kafka.bootstrapServers())) {
      assertThat(kafka.bootstrapServers()).isNotEqualTo(firstAddress);
      assertThat(clusterId(kafka)).isEqualTo(clusterId);
      probe.produce("kept", "k", "after");
      assertThat(probe.values("kept")).containsExactly("before", "after");
    }
  }

  @Test
  void aClientLivesThroughAnOutageOnTheSamePort() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data);
        KafkaProbe probe = KafkaProbe.of(kafka.bootstrapServers())) {
      probe.createTopic("outage", 1, Map.of());
      probe.produce("outage", "k", "before");
      kafka.stop();
      kafka.stop();
      kafka.resume();
      probe.produce("outage", "k", "after");
      kafka.restart();
      assertThat(probe.values("outage")).containsExactly("before", "after");
    }
  }

  @Test
  void committedReadersSeeATransactionOnlyWhenItIsCommitted() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data);
        KafkaProbe probe = KafkaProbe.of(kafka.bootstrapServers());
        KafkaProducer<byte[], byte[]> producer = transactional(kafka)) {
      probe.createTopic("tx", 1, Map.of());
      producer.initTransactions();
      send(producer, "committed");
      producer.commitTransaction();
      send(producer, "open");
      assertThat(probe.values("tx")).containsExactly("committed");
      assertThat(probe.readUncommitted("tx").stream().map(SeenRecord::value))
          .containsExactly("committed", "open");
      producer.abortTransaction();
    }
  }

  @Test
  void aGroupIsAssignedWithinAMoment() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data);
        KafkaProbe probe = KafkaProbe.of(kafka.bootstrapServers())) {
      probe.createTopic("grouped", 4, Map.of());
      probe.produce("grouped", "k", "v");
      for (String protocol : List.of("classic", "consumer")) {
        try (KafkaConsumer<byte[], byte[]> consumer =
            probe.groupConsumer("g-" + protocol, protocol)) {
          consumer.subscribe(List.of("grouped"));
          assertThat(consumer.poll(Duration.ofSeconds(5)).count()).as(protocol).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aDirectoryInUseIsRefusedAndAWantedPortFallsForward() throws Exception {
    int wanted = FreePorts.any();
    try (EmbeddedKafka first = EmbeddedKafka.start(data.resolve("one"), wanted)) {
      assertThat(first.bootstrapServers()).endsWith(":" + wanted);
      assertThatThrownBy(() -> EmbeddedKafka.start(data.resolve("one")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      try (EmbeddedKafka second = EmbeddedKafka.start(data.resolve("two"), wanted)) {
        assertThat(second.bootstrapServers()).isNotEqualTo(first.bootstrapServers());
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> transactional(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "tx-1"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String value) throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("tx", value.getBytes(StandardCharsets.UTF_8))).get();
  }

  private static String clusterId(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.describeCluster().clusterId().get();
    }
  }
}
