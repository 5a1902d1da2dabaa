package io.viatra.chat.schemas.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One record type of one release.
///
/// @param release directory of `released`
/// @param type the record's simple name
record ReleasedSample(String release, String topic, String type) {
  static final Path RELEASED = Path.of("src/test/resources/released");

  static List<String> releases() {
    return list(RELEASED).map(each -> each.getFileName().toString()).sorted().toList();
  }

  static Stream<ReleasedSample> all() {
    return releases().stream()
        .flatMap(release ->
            list(RELEASED.resolve(release).resolve("golden"))
                .flatMap(topic -> list(topic).map(file -> of(release, topic, file))))
        .sorted((one, other) -> one.toString().compareTo(other.toString()));
  }

  private static ReleasedSample of(String release, Path topic, Path file) {
    return new ReleasedSample(
        release,
        topic.getFileName().toString(),
        file.getFileName().toString().replace(".json", ""));
  }

  Path golden() {
    return RELEASED.resolve(release).resolve("golden").resolve(topic).resolve(type + ".json");
  }

  Path schema() {
    return RELEASED.resolve(release).resolve("schema").resolve(topic + ".schema.json");
  }

  static Stream<Path> list(Path directory) {
    try (var entries = Files.list(directory)) {
      return entries.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
