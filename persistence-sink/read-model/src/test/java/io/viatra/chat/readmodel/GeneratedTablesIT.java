package io.viatra.chat.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedTablesIT {
  private static final Path COMMITTED = Path.of("src/main/java");

  @Test
  void theCommittedTablesAreWhatTheMigrationsGive(@TempDir Path generated) throws Exception {
    Database database = TestInfrastructure.postgres().freshDatabase();
    Databases.migrate(database);
    TableGenerator.generate(database, generated);

    assertThat(files(COMMITTED))
        .as("run GenerateTables after changing a migration")
        .isNotEmpty()
        .isEqualTo(files(generated));
  }

  private static Map<String, String> files(Path sources) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files =
        Files.list(sources.resolve(TableGenerator.PACKAGE.replace('.', '/')))) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
