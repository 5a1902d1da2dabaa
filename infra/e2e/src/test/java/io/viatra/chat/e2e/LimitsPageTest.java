package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.SocketEdge;
import io.viatra.chat.ingest.IngestApi;
import io.viatra.chat.runtime.config.Key;
import java.io.IOException;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/limits.md` to the keys and defaults of the services and to the tests that it names;
/// every line names one.
class LimitsPageTest {
  private static final Pattern KEY = Pattern.compile("`(CHAT_[A-Z_]+)`");

  @Test
  void everyLineNamesTestsThatAreThereAndTheDefaultOfItsKey() throws IOException {
    var tests = TestNames.all();
    var keys =
        Stream.of(IngestApi.SERVICE.keys(), SocketEdge.SERVICE.keys())
            .flatMap(each -> each.stream())
            .collect(Collectors.toMap(Key::name, Function.identity(), (one, _) -> one));
    var missing = new TreeSet<>(keys.keySet());
    missing.removeIf(name -> !name.startsWith("CHAT_LIMITS_"));
    for (var row : TestNames.rows(TestNames.DOCS.resolve("limits.md"))) {
      assertThat(TestNames.named(row)).as(row).isNotEmpty().isSubsetOf(tests);
      for (var found : KEY.matcher(row).results().toList()) {
        var key = keys.get(found.group(1));
        assertThat(key).as(row).isNotNull();
        assertThat(row).contains("| `" + (key == null ? "" : key.fallback()) + "` |");
        missing.remove(found.group(1));
      }
    }
    assertThat(missing).as("rates that the page leaves out").isEmpty();
  }
}
