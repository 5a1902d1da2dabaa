package io.viatra.chat.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Another number of partitions: everybody must find the records where they look for them.
class PlacementTest {
  private static final int PARTITIONS = 7;
  private static final UUID CONVERSATION = UUID.fromString("0198c0de-0000-7000-8000-000000000001");

  @Test
  void conversationsLieWhereTheSequencerPutsThem() {
    int expected = Partitions.of(CONVERSATION.toString(), PARTITIONS);

    assertThat(placed(Topics.EVENTS, CONVERSATION.toString())).isEqualTo(expected);
    assertThat(placed(Topics.RECEIPTS, CONVERSATION + ":ana:of|ward")).isEqualTo(expected);
  }

  @Test
  void peopleLieWhereTheRouterPutsThem() {
    int expected = Partitions.of("ana:1", PARTITIONS);

    assertThat(placed(Topics.DEVICES, "ana:1|phone:1")).isEqualTo(expected);
    assertThat(placed(Topics.UNREAD, "ana:1|" + CONVERSATION)).isEqualTo(expected);
    assertThat(placed(Topics.PUSH_RESULTS, "ana:1")).isEqualTo(expected);
  }

  @Test
  void poisonWithoutAKeyGoesAnywhereThatIsThere() {
    assertThat(placed(Topics.EVENTS, null)).isEqualTo(9 % PARTITIONS);
  }

  @Test
  void asManyAsBeforeKeepEverythingInItsPlace() {
    var line = new RecordLine(5, 1, 1, new byte[] {1}, List.of(), null);

    assertThat(new Placement(Topics.EVENTS, PARTITIONS, false).of(line)).isEqualTo(5);
  }

  private static int placed(Topic<?> topic, @Nullable String key) {
    var bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new Placement(topic, PARTITIONS, true)
        .of(new RecordLine(9, 1, 1, bytes, List.of(), null));
  }
}
