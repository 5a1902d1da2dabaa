package io.viatra.chat.standalone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where everything is: `endpoints.json` in the data directory, for tests, tools and people. It is
/// there exactly while everything answers.
///
/// @param gateway one origin for REST and Socket.IO; absent where only the infrastructure runs
/// @param admin admin URL of each service by name
@JsonInclude(JsonInclude.Include.NON_NULL)
record Endpoints(
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
      new Endpoints(null, null, null, null, "", new Postgres("", "", ""), "", "", "");

  private static final ObjectMapper JSON = new ObjectMapper();

  /// How to reach the database; a JDBC URL.
  record Postgres(String url, String user, String password) {}

  /// Writes the file in one step, readable by its owner alone: it holds secrets.
  void write(Path directory) {
    try {
      var draft = Files.createTempFile(directory, "endpoints", ".tmp");
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
      Files.move(draft, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + FILE, e);
    }
  }

  static Endpoints read(Path directory) throws IOException {
    return JSON.readValue(Files.readAllBytes(directory.resolve(FILE)), Endpoints.class);
  }

  static void remove(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + FILE, e);
    }
  }
}
