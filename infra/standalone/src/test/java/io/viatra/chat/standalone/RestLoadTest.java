package io.viatra.chat.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestLoadTest {
  private static final int WRONG_CALL = 2;

  @TempDir private Path nothing;

  @Test
  void aWrongCallIsExplainedAndMeasuresNothing() {
    assertWrong("--connections is 1 to 1000", "--connections=0");
    assertWrong("--members is 2 to 256", "--members=257");
    assertWrong("times and rounds are positive", "--seconds=0");
    assertWrong("go together", "--url=http://127.0.0.1:1");
    assertWrong("exclude each other", "--url=http://127.0.0.1:1", "--alone");
    assertWrong("http://host:port", "--url=https://127.0.0.1:1", "--secret-file=x");
    assertWrong("go with --alone", "--without-pipeline");
    assertWrong("--calls", "--calls=nothing");
  }

  @Test
  void whereNothingRunsItSaysWhatToStart() {
    var err = new StringWriter();
    assertThat(run(err, "--data=" + nothing)).isEqualTo(1);
    assertThat(err.toString()).contains("make demo");
  }

  private static void assertWrong(String words, String... args) {
    var err = new StringWriter();
    assertThat(run(err, args)).as(words).isEqualTo(WRONG_CALL);
    assertThat(err.toString()).contains(words);
  }

  private static int run(StringWriter err, String... args) {
    return RestLoad.commandLine().setErr(new PrintWriter(err, true)).execute(args);
  }
}
