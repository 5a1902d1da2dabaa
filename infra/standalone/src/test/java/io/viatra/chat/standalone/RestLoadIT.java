package io.viatra.chat.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command against everything, in one process.
class RestLoadIT {
  private static final Pattern RATES = Pattern.compile("(history|send): ([1-9]\\d*) calls/s");

  @TempDir private Path data;

  @Test
  void itMeasuresARunningDemoWithoutAnError() throws Exception {
    var settings = new StackSettings(data, false, new StackSettings.Ports(0, 0, 0));
    try (var stack = Stack.start(settings, _ -> {})) {
      var endpoints = stack.endpoints();
      var key = SigningKey.in(data);
      new Seed(URI.create(Objects.requireNonNull(endpoints.gateway())), key).run();
      endpoints.write(data);
      var out = new StringWriter();
      int exit =
          RestLoad.commandLine()
              .setOut(new PrintWriter(out, true))
              .execute(
                  "--data=" + data,
                  "--connections=4",
                  "--conversations=2",
                  "--messages=60",
                  "--warmup=0",
                  "--seconds=1");
      assertThat(exit).as(out.toString()).isZero();
      assertThat(RATES.matcher(out.toString()).results().map(match -> match.group(1)))
          .containsExactly("history", "send");
      assertThat(out.toString().split("errors: none", -1)).hasSize(3);
      assertThat(out.toString()).contains("CPU: demo").contains("this client");
    }
  }
}
