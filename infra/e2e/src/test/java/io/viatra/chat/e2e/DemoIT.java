package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.standalone.Standalone;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The face of the project: what a newcomer runs first. It goes through the gateway, REST and
/// WebSocket alike.
class DemoIT {
  @TempDir private Path data;

  @Test
  void everyHopOfTheScriptHappensAlsoOnTheDataOfAnEarlierRun() {
    for (int start = 0; start < 2; start++) {
      assertThat(new CommandLine(new Standalone()).execute("--headless", "--data=" + data))
          .as("start %d", start)
          .isZero();
      assertThat(data.resolve("endpoints.json")).doesNotExist();
    }
  }

  @Test
  void aWrongOptionIsRefused() {
    assertThat(new CommandLine(new Standalone()).execute("--limits=perhaps")).isEqualTo(2);
  }
}
