package io.viatra.chat.runtime.kafka;

import io.viatra.chat.runtime.config.Env;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/// How to reach the cluster.
///
/// @param bootstrap `host:port`, several joined by commas
/// @param properties further client properties, for TLS and SASL; they hold secrets and are never
///   printed. They are applied first, so they cannot undo what a client here relies on
public record KafkaSettings(String bootstrap, Map<String, String> properties) {

  /// Copies the properties.
  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  /// Reads `CHAT_KAFKA_BOOTSTRAP` and `CHAT_KAFKA_PROPERTIES_FILE` (a Java properties file).
  public static KafkaSettings from(Env env) {
    String bootstrap =
        env.string("CHAT_KAFKA_BOOTSTRAP", "localhost:9092", "Kafka brokers, host:port,host:port");
    String file =
        env.string(
            "CHAT_KAFKA_PROPERTIES_FILE",
            "",
            "properties file with further Kafka client properties, for TLS and SASL");
    return new KafkaSettings(bootstrap, file.isEmpty() ? Map.of() : load(file, env));
  }

  /// What every client of this cluster needs: the properties, the brokers, the client id.
  ///
  /// @param clientId shows up in the broker's logs, quotas and in the meters' tags
  public Map<String, Object> clientProperties(String clientId) {
    Map<String, Object> merged = new HashMap<>(properties);
    merged.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    merged.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    // A broker that is down is tried again within a second, not within the default's growing
    // pauses.
    merged.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    merged.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return merged;
  }

  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrap + ", " + properties.size() + " properties]";
  }

  private static Map<String, String> load(String file, Env env) {
    Properties loaded = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      loaded.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      env.problem("CHAT_KAFKA_PROPERTIES_FILE", "names a file that cannot be read");
    }
    Map<String, String> properties = new HashMap<>();
    loaded.stringPropertyNames().forEach(key -> properties.put(key, loaded.getProperty(key)));
    return properties;
  }
}
