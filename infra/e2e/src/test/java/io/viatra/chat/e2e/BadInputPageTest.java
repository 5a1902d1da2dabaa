package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Holds `docs/bad-input.md` to the tests that it names; every line names one.
class BadInputPageTest {
  @Test
  void everyLineNamesTestsThatAreThere() throws IOException {
    var tests = TestNames.all();
    var rows = TestNames.rows(TestNames.DOCS.resolve("bad-input.md"));
    assertThat(rows).hasSizeGreaterThan(40);
    for (var row : rows) {
      assertThat(TestNames.named(row)).as(row).isNotEmpty().isSubsetOf(tests);
    }
  }
}
