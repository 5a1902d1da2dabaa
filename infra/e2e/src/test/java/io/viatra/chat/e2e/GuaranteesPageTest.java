package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/guarantees.md` and the decisions to the tests that they name.
class GuaranteesPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`");

  @Test
  void everyTestThatAPageNamesIsThere() throws IOException {
    var named = new TreeSet<String>();
    named.addAll(named(ROOT.resolve("docs/guarantees.md")));
    assertThat(named).hasSizeGreaterThan(50);
    try (var decisions = Files.list(ROOT.resolve("docs/decisions"))) {
      for (var page : decisions.toList()) {
        named.addAll(named(page));
      }
    }
    assertThat(tests()).containsAll(named);
  }

  private static Set<String> named(Path page) throws IOException {
    return NAMED
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  /// Every test class of every module, whatever folder the module lies in.
  private static Set<String> tests() throws IOException {
    var names = new TreeSet<String>();
    for (var module : modules()) {
      try (var files = Files.walk(module.resolve(TESTS))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
      }
    }
    return names;
  }

  private static Set<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.find(ROOT, 2, (folder, _) -> hasTests(folder))) {
      return folders.collect(Collectors.toSet());
    }
  }

  private static boolean hasTests(Path folder) {
    return Files.isDirectory(folder.resolve(TESTS));
  }
}
