package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureIT {
  @TempDir Path data;

  @Test
  void startsAllAndComesBackWithItsData() throws Exception {
    try (Infrastructure all = Infrastructure.start(data, Infrastructure.Ports.any());
        KafkaProbe probe = KafkaProbe.of(all.kafka().bootstrapServers())) {
      probe.createTopic("kept", 1, Map.of());
      probe.produce("kept", "k", "v");
    }
    try (Infrastructure all = Infrastructure.start(data, Infrastructure.Ports.any());
        KafkaProbe probe = KafkaProbe.of(all.kafka().bootstrapServers())) {
      assertThat(probe.values("kept")).containsExactly("v");
      assertThat(all.postgres().jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
      assertThat(all.redis().url()).startsWith("redis://127.0.0.1:");
      assertThat(all.fcm().url()).startsWith("http://127.0.0.1:");
    }
  }

  /// The servers beside a killed JVM end by themselves: nobody else would end those of a test.
  @Test
  void aKilledJvmLeavesNoProcessBehind() throws Exception {
    KilledOwner owner = KilledOwner.startOn(data);
    assertThat(serversOf(data)).hasSize(2);
    owner.kill();
    await().atMost(Duration.ofSeconds(20)).until(() -> serversOf(data).isEmpty());
  }

  @Test
  void whatAKilledJvmAndItsWatchLeaveBehindIsReplacedAndItsDataKept() throws Exception {
    KilledOwner owner = KilledOwner.startOn(data);
    Set<Long> leftovers = serversOf(data);
    owner.killWithItsWatches();
    assertThat(serversOf(data)).isEqualTo(leftovers);
    try (Infrastructure all = Infrastructure.start(data, Infrastructure.Ports.any());
        KafkaProbe probe = KafkaProbe.of(all.kafka().bootstrapServers())) {
      assertThat(serversOf(data)).hasSize(2).doesNotContainAnyElementsOf(leftovers);
      assertThat(probe.values("kept")).containsExactly("v");
    }
    assertThat(serversOf(data)).isEmpty();
  }

  private static Set<Long> serversOf(Path data) throws Exception {
    var postgres =
        LocalProcess.fromPidFile(data.resolve("postgresql/cluster/postmaster.pid"), "postgres");
    var redis = LocalProcess.fromPidFile(data.resolve("redis/redis.pid"), "redis-server");
    return Stream.of(postgres, redis)
        .flatMap(Optional::stream)
        .map(LocalProcess::pid)
        .collect(Collectors.toSet());
  }
}
