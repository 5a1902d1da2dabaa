package io.viatra.chat.standalone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where everything is: `endpoints.json` in the data directory, for tests, tools and people. It is
/// there exactly while everything answers.
///
/// @param gateway one origin for REST and Socket.IO; absent where only the infrastructure runs
/// @param pid the process that writes the file and runs the servers, for tools that measure
/// @param admin admin URL of each service by name
@JsonInclude(JsonInclude.Include.NON_NULL)
record Endpoints(
    long pid,
    @Nullable String gateway,
    @Nullable String ingest,
    @Nullable String edge,
    @Nullable Map<String, String> admin,
    String kafka,
    Postgres postgres,
    String redis,
    String fakeFcm,
    String jwtSecret) {
  static final String FILE = "endpoints.json";

  /// Before anything runs.
  static final Endpoints NONE =
      new Endpoints(0, null, null, null, null, "", new Postgres("", "", ""), "", "", "");

  private static final ObjectMapper JSON = new ObjectMapper();

  /// How to reach the database; a JDBC URL.
  record Postgres(String url, String user, String password) {}

  /// The environment of a service on these servers.
  Map<String, String> environment() {
    return Map.of(
        "CHAT_KAFKA_BOOTSTRAP", kafka,
        "CHAT_POSTGRES_URL", postgres.url(),
        "CHAT_POSTGRES_USER", postgres.user(),
        "CHAT_POSTGRES_PASSWORD", postgres.password(),
        "CHAT_REDIS_URL", redis,
        "CHAT_PUSH_FCM_URL", fakeFcm,
        "CHAT_JWT_SECRET", jwtSecret);
  }

  /// Writes the file in one step, readable by its owner alone: it holds secrets.
  void write(Path directory) throws IOException {
    PrivateFile.write(
        directory.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
  }

  static Endpoints read(Path directory) throws IOException {
    return JSON.readValue(Files.readAllBytes(directory.resolve(FILE)), Endpoints.class);
  }

  static void remove(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }
}
