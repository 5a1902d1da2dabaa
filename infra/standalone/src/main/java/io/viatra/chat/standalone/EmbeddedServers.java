package io.viatra.chat.standalone;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.kafka.TopicAdmin;
import io.viatra.chat.runtime.kafka.TopicOutcome;
import io.viatra.chat.testkit.Infrastructure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The embedded servers with their topics, and how a service is told of them.
public record EmbeddedServers(Infrastructure infrastructure, SigningKey key)
    implements AutoCloseable {
  /// The usual ports, so that people's tools find them; each falls forward when it is busy.
  private static final Infrastructure.Ports PORTS =
      new Infrastructure.Ports(9092, 5432, 6379, 9099);

  /// Starts the servers in `data` and creates the topics.
  ///
  /// @throws IOException if a server does not start, or a topic of older data stands otherwise
  public static EmbeddedServers start(Path data, int partitions)
      throws IOException, InterruptedException {
    var infrastructure = Infrastructure.start(data, PORTS);
    try {
      var servers = new EmbeddedServers(infrastructure, SigningKey.in(data));
      servers.createTopics(partitions);
      return servers;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      infrastructure.close();
      throw failed;
    }
  }

  private void createTopics(int partitions) throws IOException, InterruptedException {
    var kafka = new KafkaSettings(infrastructure.kafka().bootstrapServers(), Map.of());
    try (var admin = TopicAdmin.open(kafka, "embedded-topics")) {
      List<TopicOutcome> outcomes = admin.ensure(TopicDeclarations.of(partitions, 1));
      for (var outcome : outcomes) {
        if (outcome instanceof TopicOutcome.Differs differs) {
          throw new IOException(
              "topic " + differs.topic() + " of the stored data differs: " + differs.differences());
        }
      }
    } catch (TimeoutException silent) {
      throw new IOException("the broker does not answer", silent);
    }
  }

  /// The environment of a service on these servers.
  public Map<String, String> environment() {
    return endpoints().environment();
  }

  /// What the endpoints file says where only the servers run.
  Endpoints endpoints() {
    return endpoints(null, null, null, null);
  }

  Endpoints endpoints(
      @Nullable String gateway,
      @Nullable String ingest,
      @Nullable String edge,
      @Nullable Map<String, String> admin) {
    var postgres = infrastructure.postgres();
    return new Endpoints(
        ProcessHandle.current().pid(),
        gateway,
        ingest,
        edge,
        admin,
        infrastructure.kafka().bootstrapServers(),
        new Endpoints.Postgres(postgres.jdbcUrl(), postgres.user(), postgres.password()),
        infrastructure.redis().url(),
        infrastructure.fcm().url(),
        key.secret());
  }

  @Override
  public void close() throws IOException {
    infrastructure.close();
  }
}
