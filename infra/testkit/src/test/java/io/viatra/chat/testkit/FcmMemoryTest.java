package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.FcmBehaviour.Kind;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FcmMemoryTest {
  private final FcmMemory memory = new FcmMemory(Clock.systemUTC());

  @Test
  void aBehaviourIsUsedUpAndThenAccepts() {
    memory.program("t", FcmBehaviour.of(Kind.UNAVAILABLE).times(2));
    assertThat(kinds("t", 3)).containsExactly(Kind.UNAVAILABLE, Kind.UNAVAILABLE, Kind.ACCEPTED);
  }

  @Test
  void aTokensOwnBehaviourGoesBeforeThatOfAll() {
    memory.program(FcmMemory.ANY_TOKEN, FcmBehaviour.of(Kind.INTERNAL));
    memory.program("t", FcmBehaviour.of(Kind.UNREGISTERED).times(1));
    assertThat(kinds("t", 2)).containsExactly(Kind.UNREGISTERED, Kind.INTERNAL);
    memory.clearBehaviours();
    assertThat(kinds("t", 1)).containsExactly(Kind.ACCEPTED);
  }

  @Test
  void theOldestIsDroppedBeyondTheBoundAndCounted() {
    for (int i = 0; i < 10_003; i++) {
      memory.record("p", "t", 200, FcmAnswer.JSON.createObjectNode());
    }
    FcmMemory.Snapshot snapshot = memory.snapshot();
    assertThat(snapshot.total()).isEqualTo(10_003);
    assertThat(snapshot.dropped()).isEqualTo(3);
    assertThat(snapshot.received()).hasSize(10_000).first().matches(push -> push.number() == 4);
  }

  private List<Kind> kinds(String token, int count) {
    return IntStream.range(0, count).mapToObj(i -> memory.next(token).kind()).toList();
  }
}
