package io.viatra.chat.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.push.SentPushes.Memory;
import io.viatra.chat.runtime.metrics.Metrics;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SentPushesTest {
  private static final UUID CONVERSATION = new UUID(1, 1);

  private final SentPushes sent = new SentPushes(2, new Metrics("test"));

  @Test
  void whatWasTakenIsNotNewAndNeitherIsWhatItCovers() {
    assertThat(sent.memory(target("a"), 5)).isEqualTo(Memory.NONE);
    sent.taken(target("a"), 5);
    assertThat(sent.memory(target("a"), 5)).isEqualTo(Memory.UNREPORTED);
    sent.reported(target("a"), 5);
    assertThat(sent.memory(target("a"), 5)).isEqualTo(Memory.SAME);
    assertThat(sent.memory(target("a"), 4)).isEqualTo(Memory.LATER);
    assertThat(sent.memory(target("a"), 6)).isEqualTo(Memory.NONE);
  }

  @Test
  void anOldResultReadBackUndoesNothing() {
    sent.reported(target("a"), 9);
    sent.reported(target("a"), 3);
    assertThat(sent.memory(target("a"), 9)).isEqualTo(Memory.SAME);
  }

  @Test
  void theOneUntouchedForTheLongestGoesFirst() {
    sent.reported(target("a"), 1);
    sent.reported(target("b"), 1);
    assertThat(sent.memory(target("a"), 1)).isEqualTo(Memory.SAME);
    sent.reported(target("c"), 1);
    assertThat(sent.size()).isEqualTo(2);
    assertThat(sent.memory(target("b"), 1)).isEqualTo(Memory.NONE);
    assertThat(sent.memory(target("a"), 1)).isEqualTo(Memory.SAME);
  }

  private static Target target(String device) {
    return new Target("user", device, CONVERSATION);
  }
}
