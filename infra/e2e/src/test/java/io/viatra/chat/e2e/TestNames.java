package io.viatra.chat.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tests that there are, and those that a page names.
final class TestNames {
  static final Path DOCS = Path.of("../../docs");
  private static final Path ROOT = Path.of("../..");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`");

  private TestNames() {}

  static Set<String> named(Path page) throws IOException {
    return named(Files.readString(page));
  }

  static Set<String> named(String text) {
    return NAMED
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  /// The lines of a page's tables, without their heads.
  static List<String> rows(Path page) throws IOException {
    var lines = Files.readAllLines(page);
    return Stream.iterate(1, i -> i < lines.size(), i -> i + 1)
        .filter(i -> lines.get(i).startsWith("| ") && lines.get(i - 1).startsWith("|"))
        .map(lines::get)
        .toList();
  }

  /// Every test class of every module, whatever folder the module lies in.
  static Set<String> all() throws IOException {
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
