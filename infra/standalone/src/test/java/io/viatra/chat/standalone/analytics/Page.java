package io.viatra.chat.standalone.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// `docs/analytics.md`.
record Page(String text) {
  static Page read() throws IOException {
    return new Page(Files.readString(Path.of("../../docs/analytics.md")));
  }

  /// What is fenced as of that language, from top to bottom.
  List<String> blocks(String language) {
    return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
