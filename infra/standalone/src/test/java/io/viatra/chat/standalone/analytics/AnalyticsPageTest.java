package io.viatra.chat.standalone.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.document.AsyncApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page says what the code says; `AnalyticsPageIT` runs what it shows.
class AnalyticsPageTest {
  private static final Path SOURCE =
      Path.of("src/test/java/io/viatra/chat/standalone/analytics/MessagesPerHour.java");

  @Test
  void theProgramOnThePageIsTheOneThatIsCompiledAndRun() throws IOException {
    var source = Files.readString(SOURCE);
    var shown = source.substring(source.indexOf("\n\n") + 2);

    assertThat(Page.read().blocks("java")).containsExactly(shown);
  }

  @Test
  void thePublicTopicsAndNoOthersAreOnIt() throws IOException {
    var rows =
        Page.read()
            .text()
            .lines()
            .filter(line -> line.startsWith("| `chat.") || line.startsWith("| `push."))
            .map(line -> line.split("`", 3)[1])
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(AsyncApi.TOPICS.stream().map(topic -> topic.name()).toList());
  }
}
