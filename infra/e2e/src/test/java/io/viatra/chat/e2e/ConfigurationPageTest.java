package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.SocketEdge;
import io.viatra.chat.ingest.IngestApi;
import io.viatra.chat.push.PushWorker;
import io.viatra.chat.runtime.config.Key;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.sink.PersistenceSink;
import io.viatra.chat.streams.StreamProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Holds `docs/configuration.md` and `.env.example` to the keys that the services declare: a key
/// too few, one too many, another type, default or meaning fails.
///
/// Run with `-Dconfiguration.write=true` to write the tables, which follow [#MARK], and the whole
/// of `.env.example`; the words before the mark are people's.
class ConfigurationPageTest {
  private static final boolean WRITE = Boolean.getBoolean("configuration.write");
  private static final Path PAGE = Path.of("../../docs/configuration.md");
  private static final Path EXAMPLE = Path.of("../../.env.example");
  private static final String MARK = "<!-- From here on written by ConfigurationPageTest. -->\n";

  private static final List<Service<?>> SERVICES =
      List.of(
          IngestApi.SERVICE,
          SocketEdge.SERVICE,
          StreamProcessor.SERVICE,
          PersistenceSink.SERVICE,
          PushWorker.SERVICE);

  /// Heading to keys: first what several services read, then each service's own.
  private static final Map<String, List<Key>> SECTIONS = sections();

  @Test
  void everyKeyAndNoOtherIsOnThePage() throws IOException {
    var page = Files.readString(PAGE);
    var words = page.substring(0, page.indexOf(MARK) + MARK.length());
    if (WRITE) {
      Files.writeString(PAGE, words + tables());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(words + tables());
  }

  @Test
  void everyKeyAndNoOtherIsInTheExampleWithItsDefault() throws IOException {
    if (WRITE) {
      Files.writeString(EXAMPLE, example());
    }
    assertThat(Files.readString(EXAMPLE)).isEqualTo(example());
  }

  @Test
  void aKeyMeansTheSameToEveryServiceThatReadsIt() {
    var meanings = new LinkedHashMap<String, Key>();
    for (var service : SERVICES) {
      for (var key : service.keys()) {
        assertThat(key).isEqualTo(meanings.computeIfAbsent(key.name(), _ -> key));
      }
    }
  }

  private static Map<String, List<Key>> sections() {
    var all = new LinkedHashSet<Key>();
    SERVICES.forEach(service -> all.addAll(service.keys()));
    var sections = new LinkedHashMap<String, List<Key>>();
    sections.put("shared", all.stream().filter(key -> readers(key).size() > 1).toList());
    for (var service : SERVICES) {
      sections.put(
          service.name(), service.keys().stream().filter(key -> readers(key).size() == 1).toList());
    }
    return sections;
  }

  private static List<String> readers(Key key) {
    return SERVICES.stream()
        .filter(service -> service.keys().contains(key))
        .map(Service::name)
        .toList();
  }

  private static String tables() {
    var text = new StringBuilder();
    SECTIONS.forEach((heading, keys) -> {
      boolean shared = heading.equals("shared");
      text.append("\n## ").append(heading).append("\n\n");
      text.append(shared ? row("key", "type", "default", "meaning", "read by") : "");
      text.append(shared ? row("---", "---", "---", "---", "---") : "");
      text.append(shared ? "" : row("key", "type", "default", "meaning"));
      text.append(shared ? "" : row("---", "---", "---", "---"));
      keys.forEach(key -> text.append(shared ? sharedLine(key) : row(cells(key))));
    });
    return text.toString();
  }

  private static String sharedLine(Key key) {
    var cells = new ArrayList<>(List.of(cells(key)));
    var readers = readers(key);
    cells.add(readers.size() == SERVICES.size() ? "all" : String.join(", ", readers));
    return row(cells.toArray(String[]::new));
  }

  private static String[] cells(Key key) {
    return new String[] {
      "`" + key.name() + "`", key.type().replace("|", "\\|"), shown(key), key.description()
    };
  }

  private static String shown(Key key) {
    var fallback = key.fallback();
    if (fallback == null) {
      return "required";
    }
    return fallback.isEmpty() ? "none" : "`" + fallback + "`";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String example() {
    var text =
        new StringBuilder("# Every key with its default; docs/configuration.md has the types.\n");
    SECTIONS.forEach((heading, keys) -> {
      text.append("\n# --- ").append(heading).append(" ---\n");
      keys.forEach(key -> text.append(entry(key)));
    });
    return text.toString();
  }

  /// The stars that stand for a secret are not its default, so none is shown.
  private static String entry(Key key) {
    var fallback = key.fallback();
    var value = fallback == null || fallback.equals("***") ? "" : fallback;
    return "# " + key.description() + "\n#" + key.name() + "=" + value + "\n";
  }
}
