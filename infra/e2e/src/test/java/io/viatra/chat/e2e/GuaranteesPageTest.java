package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Holds `docs/guarantees.md` and the decisions to the tests that they name.
class GuaranteesPageTest {
  @Test
  void everyTestThatAPageNamesIsThere() throws IOException {
    var named = new TreeSet<>(TestNames.named(TestNames.DOCS.resolve("guarantees.md")));
    assertThat(named).hasSizeGreaterThan(50);
    try (var decisions = Files.list(TestNames.DOCS.resolve("decisions"))) {
      for (var page : decisions.toList()) {
        named.addAll(TestNames.named(page));
      }
    }
    assertThat(TestNames.all()).containsAll(named);
  }
}
