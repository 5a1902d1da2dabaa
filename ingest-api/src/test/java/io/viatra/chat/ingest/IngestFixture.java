package io.viatra.chat.ingest;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.viatra.chat.readmodel.ReadModel;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.kafka.TopicAdmin;
import io.viatra.chat.runtime.kafka.TopicSpec;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.net.http.HttpClient;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/// The service over real Kafka, PostgreSQL and Redis, with a [LittlePipeline] behind it.
final class IngestFixture implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final String SECRET = "a secret of at least thirty-two bytes";
  private static final AtomicInteger USERS = new AtomicInteger();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Database database;
  private final LittlePipeline pipeline;
  private final Running running;

  private IngestFixture(Database database, LittlePipeline pipeline, Running running) {
    this.database = database;
    this.pipeline = pipeline;
    this.running = running;
  }

  /// Starts one with an own database, rate limits off.
  static IngestFixture start() throws Exception {
    return start(Map.of());
  }

  /// @param overrides environment variables
  static IngestFixture start(Map<String, String> overrides) throws Exception {
    var fixture = open(overrides);
    fixture.awaitKafka();
    return fixture;
  }

  /// Starts one whose broker is not there.
  static IngestFixture withoutKafka(String nowhere) throws Exception {
    return open(Map.of("CHAT_KAFKA_BOOTSTRAP", nowhere));
  }

  private static IngestFixture open(Map<String, String> overrides) throws Exception {
    var bootstrap = TestInfrastructure.kafka().bootstrapServers();
    createTopics(bootstrap);
    var database = TestInfrastructure.postgres().freshDatabase();
    migrate(database);
    var env = new HashMap<String, String>();
    env.put("CHAT_KAFKA_BOOTSTRAP", bootstrap);
    env.put("CHAT_POSTGRES_URL", database.jdbcUrl());
    env.put("CHAT_POSTGRES_USER", database.user());
    env.put("CHAT_POSTGRES_PASSWORD", database.password());
    env.put("CHAT_REDIS_URL", TestInfrastructure.redis().url());
    env.put("CHAT_JWT_SECRET", SECRET);
    env.put("CHAT_INGEST_PORT", "0");
    env.put("CHAT_LIMITS", "off");
    env.putAll(overrides);
    var pipeline = new LittlePipeline(bootstrap, database);
    return new IngestFixture(database, pipeline, IngestApi.SERVICE.start(Env.of(Map.copyOf(env))));
  }

  private static void createTopics(String bootstrap) throws Exception {
    try (var admin = TopicAdmin.open(new KafkaSettings(bootstrap, Map.of()), "ingest-test")) {
      admin.ensure(
          Topics.all().stream()
              .map(topic ->
                  new TopicSpec(
                      topic.name(),
                      topic.partitions(PARTITIONS),
                      (short) 1,
                      topic.retention().config()))
              .toList());
    }
  }

  private static void migrate(Database database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    ReadModel.migrate(source);
  }

  private void awaitKafka() throws InterruptedException {
    while (!running.readiness().report().checks().getOrDefault("kafka", false)) {
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  Running running() {
    return running;
  }

  LittlePipeline pipeline() {
    return pipeline;
  }

  /// A user id that no other test has.
  static String user(String name) {
    return name + "-" + USERS.incrementAndGet();
  }

  /// Somebody with a good token.
  Client as(String userId) {
    return anonymous().with("Authorization", "Bearer " + token(userId, Duration.ofMinutes(5)));
  }

  Client anonymous() {
    return new Client(http, running.endpoint("http"), Map.of());
  }

  /// What signs tokens.
  static String secret() {
    return SECRET;
  }

  /// Each is another one.
  static String token(String userId, Duration validity) {
    return JWT.create()
        .withSubject(userId)
        .withJWTId(UUID.randomUUID().toString())
        .withExpiresAt(Instant.now().plus(validity))
        .sign(Algorithm.HMAC256(SECRET));
  }

  /// Changes the read model behind everybody's back.
  void sql(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The columns of each row, as text.
  List<List<String>> rows(String query) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var texts = new ArrayList<List<String>>();
      while (rows.next()) {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        texts.add(columns);
      }
      return texts;
    }
  }

  @Override
  public void close() {
    running.close();
    pipeline.close();
    http.close();
  }
}
