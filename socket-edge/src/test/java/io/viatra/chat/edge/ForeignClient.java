package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A client in another language: a program beside the tests that ends with 0 if all went right, and
/// before half a minute is over by itself.
public final class ForeignClient {
  private static final long PATIENCE_SECONDS = 40;

  private ForeignClient() {}

  /// Runs it in a folder of `src/test`.
  ///
  /// @return what it printed
  public static String run(String folder, String... command)
      throws IOException, InterruptedException {
    return run(Map.of(), folder, command);
  }

  /// Runs it with more in its environment.
  public static String run(Map<String, String> environment, String folder, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("src", "test", folder).toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
