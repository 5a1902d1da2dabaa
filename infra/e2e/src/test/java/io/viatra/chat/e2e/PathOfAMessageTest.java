package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds `docs/path-of-a-message.md` to the code.
class PathOfAMessageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Map<String, String> FOLDERS = Map.of("runtime", "infra/runtime");

  /// `| hop | module `Class`, module `Class` | text |`; a class without a module is in the one
  /// before.
  private static final Pattern ROW = Pattern.compile("^\\|[^|]+\\|([^|]+)\\|[^|]+\\|$");

  private static final Pattern NAMED = Pattern.compile("(?:([a-z-]+) )?`([A-Z][A-Za-z]+)`");

  private record Named(String module, String type) {}

  @Test
  void everyHopNamesAClassThatIsThere() throws IOException {
    var named = named();
    assertThat(named).hasSizeGreaterThan(30);
    for (var one : named) {
      assertThat(sources(one)).as("%s", one).isNotEmpty();
    }
  }

  private static List<Named> named() throws IOException {
    var found = new ArrayList<Named>();
    for (var line : Files.readAllLines(ROOT.resolve("docs/path-of-a-message.md"))) {
      var row = ROW.matcher(line);
      if (!row.matches()) {
        continue;
      }
      var module = "";
      var names = NAMED.matcher(row.group(1));
      while (names.find()) {
        module = names.group(1) == null ? module : names.group(1);
        found.add(new Named(module, names.group(2)));
      }
    }
    return found;
  }

  private static List<Path> sources(Named named) throws IOException {
    var folder = FOLDERS.getOrDefault(named.module(), named.module());
    try (var files = Files.walk(ROOT.resolve(folder).resolve("src/main/java"))) {
      return files
          .filter(file -> file.getFileName().toString().equals(named.type() + ".java"))
          .toList();
    }
  }
}
