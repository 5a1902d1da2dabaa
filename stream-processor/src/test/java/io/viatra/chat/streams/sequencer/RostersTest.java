package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RostersTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);
  private static final UUID THREE = new UUID(0, 3);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Rosters rosters = new Rosters(4, new SequencerMeters(registry));
  private final List<UUID> read = new ArrayList<>();

  private Roster get(UUID conversationId) {
    return rosters.get(
        conversationId,
        id -> {
          read.add(id);
          return Roster.of(List.of("ana", "ben"), 6);
        });
  }

  @Test
  void rowsAreReadOnce() {
    get(ONE);
    get(ONE);
    assertThat(read).containsExactly(ONE);
  }

  @Test
  void aWatermarkKeepsTheRosterAndANewMemberEndsIt() {
    get(ONE);
    rosters.put(Membership.joining(ONE, 1, new Member("ana", Role.MEMBER, 0)));
    get(ONE);
    assertThat(read).containsExactly(ONE);

    rosters.put(Membership.joining(ONE, 1, new Member("carla", Role.MEMBER, 0)));
    get(ONE);
    assertThat(read).containsExactly(ONE, ONE);
  }

  @Test
  void membersInMemoryAreBoundedAndTheLeastRecentlyUsedGo() {
    get(ONE);
    get(TWO);
    get(ONE);
    get(THREE);
    get(ONE);
    assertThat(read).containsExactly(ONE, TWO, THREE);
    get(TWO);
    assertThat(read).containsExactly(ONE, TWO, THREE, TWO);
    assertThat(registry.get("chat.sequencer.rosters.dropped").counter().count()).isEqualTo(2);
  }
}
