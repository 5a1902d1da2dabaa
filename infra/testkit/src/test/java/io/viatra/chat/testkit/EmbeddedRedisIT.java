package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

class EmbeddedRedisIT {
  @TempDir Path data;

  @Test
  void anOutageComesBackEmptyOnTheSamePort() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
      String url = redis.url();
      try (RedisClient client = RedisClient.create(URI.create(url))) {
        client.set("k", "v");
        assertThat(client.get("k")).isEqualTo("v");
      }
      redis.stop();
      redis.stop();
      try (RedisClient client = RedisClient.create(URI.create(url))) {
        assertThatThrownBy(() -> client.get("k")).isInstanceOf(JedisConnectionException.class);
      }
      redis.resume();
      assertThat(redis.url()).isEqualTo(url);
      try (RedisClient client = RedisClient.create(URI.create(url))) {
        assertThat(client.get("k")).isNull();
      }
    }
  }

  @Test
  void aHungServerAnswersAgainWhenItWakesAndClosesWhenItDoesNot() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(data);
        RedisClient client = RedisClient.create(URI.create(redis.url()))) {
      client.set("k", "v");
      redis.hang();
      assertThatThrownBy(() -> client.get("k")).isInstanceOf(JedisConnectionException.class);
      redis.wake();
      assertThat(client.get("k")).isEqualTo("v");
      redis.hang();
    }
  }

  @Test
  void aDirectoryInUseIsRefusedAndAWantedPortFallsForward() throws Exception {
    int wanted = FreePorts.any();
    try (EmbeddedRedis first = EmbeddedRedis.start(data.resolve("one"), wanted)) {
      assertThat(first.port()).isEqualTo(wanted);
      assertThatThrownBy(() -> EmbeddedRedis.start(data.resolve("one")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      try (EmbeddedRedis second = EmbeddedRedis.start(data.resolve("two"), wanted)) {
        assertThat(second.port()).isGreaterThan(wanted);
      }
    }
  }
}
