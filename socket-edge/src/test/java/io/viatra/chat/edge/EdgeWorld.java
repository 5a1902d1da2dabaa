package io.viatra.chat.edge;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.viatra.chat.edge.engineio.Eventually;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.TestInfrastructure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The surroundings of an edge: a real broker with all topics, a real Redis, tokens. One for all
/// tests of a JVM; each test class takes a slot of its own.
public final class EdgeWorld {
  public static final int PARTITIONS = 6;
  private static final String SECRET = "a secret of the tests, 32 bytes or more";
  private static final EdgeWorld WORLD = new EdgeWorld();

  private final KafkaProbe kafka = KafkaProbe.of(TestInfrastructure.kafka().bootstrapServers());

  private EdgeWorld() {
    for (var topic : Topics.all()) {
      kafka.createTopic(topic.name(), topic.partitions(PARTITIONS), topic.retention().config());
    }
  }

  public static KafkaProbe kafka() {
    return WORLD.kafka;
  }

  /// Starts an edge and waits until it is ready.
  ///
  /// @param reads where ingest-api would be
  /// @param more settings besides, or instead
  public static Running edge(int slot, URI reads, Map<String, String> more) throws Exception {
    var env = new HashMap<String, String>();
    env.put("CHAT_KAFKA_BOOTSTRAP", TestInfrastructure.kafka().bootstrapServers());
    env.put("CHAT_REDIS_URL", TestInfrastructure.redis().url());
    env.put("CHAT_JWT_SECRET", SECRET);
    env.put("CHAT_EDGE_PORT", "0");
    env.put("CHAT_EDGE_SLOT", Integer.toString(slot));
    env.put("CHAT_EDGE_NODE", "node-" + slot);
    env.put("CHAT_EDGE_READS_URL", reads.toString());
    env.put("CHAT_ADMIN_PORT", "0");
    env.put("CHAT_DRAIN_DELAY", "0ms");
    env.putAll(more);
    // The broker must be up and have the topics before anybody asks for them.
    var _ = kafka();
    Running edge = SocketEdge.SERVICE.start(Env.of(env));
    Eventually.is("the edge is ready", () -> edge.readiness().report().ready());
    return edge;
  }

  public static String token(String userId) {
    return token(userId, Duration.ofHours(1));
  }

  /// A token with a `jti`.
  public static String token(String userId, String tokenId) {
    return JWT.create()
        .withSubject(userId)
        .withJWTId(tokenId)
        .withExpiresAt(Instant.now().plus(Duration.ofHours(1)))
        .sign(Algorithm.HMAC256(SECRET));
  }

  /// What signs tokens.
  public static String secret() {
    return SECRET;
  }

  public static String token(String userId, Duration validity) {
    return JWT.create()
        .withSubject(userId)
        .withExpiresAt(Instant.now().plus(validity))
        .sign(Algorithm.HMAC256(SECRET));
  }
}
