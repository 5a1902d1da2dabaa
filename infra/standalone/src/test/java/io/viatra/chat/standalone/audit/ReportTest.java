package io.viatra.chat.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Difference READ =
      new Difference(Place.POSTGRES, 3, "read_seq", new UUID(1, 2), "ben", "5", "3");
  private static final Difference VER =
      new Difference(Place.SEQUENCER, 3, "ver", new UUID(1, 2), null, "5", Difference.NONE);

  private final StringWriter out = new StringWriter();

  private Report report(boolean json) {
    return new Report(new PrintWriter(out), new PrintWriter(new StringWriter()), json);
  }

  @Test
  void aLineSaysWhatWhereExpectedAndFound() {
    var report = report(false);
    report.difference(Verdict.BEHIND, READ);
    report.difference(Verdict.DIFFERENT, VER);
    report.summary(new Summary(6, 1_000, 3, 4, 1, report.counts(), Duration.ofMillis(1_500)));
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "BEHIND postgres read_seq 00000000-0000-0001-0000-000000000002 ben expected 5, found 3",
            "DIFFERENT sequencer ver 00000000-0000-0001-0000-000000000002 - expected 5, found none",
            "1,000 conversations, 3 memberships, 4 messages in 6 partitions, 1.5 s, 1 unreadable"
                + " records passed over: 1 different, 1 behind, 0 unsettled");
  }

  @Test
  void asJsonEachLineIsAnObject() {
    var report = report(true);
    report.difference(Verdict.DIFFERENT, VER);
    report.summary(new Summary(6, 1, 3, 4, 0, Map.of(), Duration.ofMillis(1_500)));
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"verdict\":\"different\",\"place\":\"sequencer\",\"what\":\"ver\","
                + "\"conversationId\":\"00000000-0000-0001-0000-000000000002\",\"userId\":null,"
                + "\"expected\":\"5\",\"found\":\"none\"}",
            "{\"summary\":{\"equal\":true,\"partitions\":6,\"conversations\":1,\"memberships\":3,"
                + "\"messages\":4,\"passedOver\":0,\"seconds\":1.5,\"different\":0,\"behind\":0,"
                + "\"unsettled\":0}}");
  }
}
