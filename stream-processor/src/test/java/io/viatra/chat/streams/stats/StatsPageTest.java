package io.viatra.chat.streams.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.stats.ResponseTimes;
import io.viatra.chat.schemas.stats.UserSketch;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// What operators see of all partitions.
class StatsPageTest {
  private static final Instant HOUR = Instant.parse("2026-11-23T10:00:00Z");

  private final StatsTable table = new StatsTable();

  @Test
  void partitionsAddUpAndPeopleUnite() throws JsonProcessingException {
    take(HOUR, 0, 5, 2, "ana", "ben");
    take(HOUR, 1, 3, 3, "ben", "carla");
    // Absolute: the newest of a key counts.
    take(HOUR, 0, 6, 2, "ana", "ben");
    take(HOUR.plus(Duration.ofHours(1)), 0, 1, 0, "dora");
    table.take(null);
    table.take(new byte[] {'?'});

    var page = page(HOUR.plus(Duration.ofHours(26)));
    assertThat(page.at("/hours")).hasSize(2);
    assertThat(page.at("/hours/0/messages").asLong()).isEqualTo(9);
    assertThat(page.at("/hours/0/activeUsers").asLong()).isEqualTo(3);
    assertThat(page.at("/days")).hasSize(1);
    assertThat(page.at("/days/0/day").asText()).isEqualTo("2026-11-23");
    assertThat(page.at("/days/0/messages").asLong()).isEqualTo(10);
    assertThat(page.at("/days/0/activeUsers").asLong()).isEqualTo(4);
    // Of the first hour alone: the turn of the second has not waited for a day.
    assertThat(page.at("/unanswered").asLong()).isEqualTo(4);
  }

  @Test
  void itRemembersEightDays() throws JsonProcessingException {
    for (int i = 0; i < 500; i++) {
      take(HOUR.plus(Duration.ofHours(i)), 0, 1, 1, "ana");
    }

    assertThat(table.totals()).hasSize(StatsTable.HOURS_MAX);
    assertThat(page(HOUR.plus(Duration.ofHours(500))).at("/hours")).hasSize(48);
  }

  /// One turn more than answers in each partition and hour, and one more for each answer missing.
  private void take(Instant hour, int partition, long messages, long answered, String... people) {
    var sketch = new UserSketch();
    for (var each : people) {
      sketch.add(each);
    }
    var times = new ResponseTimes(answered, 0, 0, answered, 0, 0, 0, 0, 0, 0);
    table.take(
        Topics.STATS
            .codec()
            .encode(
                new HourlyStats(
                    hour,
                    partition,
                    messages,
                    1,
                    answered + 2,
                    answered,
                    times,
                    sketch.text(),
                    0)));
  }

  private JsonNode page(Instant now) throws JsonProcessingException {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new ObjectMapper().readTree(new StatsPage(table, Duration.ofHours(24), clock).json());
  }
}
