package io.viatra.chat.runtime.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.TestRedis;
import io.viatra.chat.testkit.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesIT {
  private static final Duration LONGEST = Duration.ofSeconds(75);

  private final Redis redis = TestRedis.open(TestInfrastructure.redis().url());
  private final Leases leases = new Leases(redis, "test", LONGEST);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final String ana = "ana-" + UUID.randomUUID();
  private final String ben = "ben-" + UUID.randomUUID();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void theLeaseThatEndsLastCounts() throws Exception {
    leases.renew(List.of(lease(ana, "phone", 10), lease(ana, "web", 60)), now);
    var known = leases.look(List.of(ana, ben));
    assertThat(known.getOrDefault(ana, Sight.NONE)).isEqualTo(new Sight(now.plusSeconds(60), now));
    assertThat(known.getOrDefault(ana, Sight.NONE).holds(now.plusSeconds(59))).isTrue();
    assertThat(known.getOrDefault(ana, Sight.NONE).holds(now.plusSeconds(60))).isFalse();
    assertThat(known.get(ben)).isEqualTo(Sight.NONE);
  }

  @Test
  void aLeaseMayBecomeShorterAndLeavesTheOthersAlone() throws Exception {
    leases.renew(List.of(lease(ana, "phone", 60), lease(ana, "web", 30)), now);
    leases.renew(List.of(lease(ana, "phone", 5)), now);
    assertThat(leases.look(List.of(ana)).getOrDefault(ana, Sight.NONE).until())
        .isEqualTo(now.plusSeconds(30));
    leases.renew(List.of(lease(ana, "web", 0)), now);
    assertThat(leases.look(List.of(ana)).getOrDefault(ana, Sight.NONE).until())
        .isEqualTo(now.plusSeconds(5));
  }

  @Test
  void renewingTellsWhichLeasesWereNotThere() throws Exception {
    var phone = lease(ana, "phone", 60);
    var web = lease(ben, "web", 60);
    assertThat(leases.renew(List.of(phone, web), now)).containsExactly(phone, web);
    assertThat(leases.renew(List.of(phone, web), now)).isEmpty();
    redis.call("del", jedis -> jedis.del("test:lease:" + ben, "test:seen:" + ben));
    assertThat(leases.renew(List.of(phone, web), now)).containsExactly(web);
  }

  @Test
  void everyKeyExpires() throws Exception {
    leases.renew(List.of(lease(ana, "phone", 60)), now);
    assertThat(redis.<Long>call("ttl", jedis -> jedis.pttl("test:lease:" + ana)))
        .isBetween(60_000L, 76_000L);
    assertThat(redis.<Long>call("ttl", jedis -> jedis.pttl("test:seen:" + ana)))
        .isBetween(Leases.MEMORY.toMillis() - 60_000, Leases.MEMORY.toMillis());
  }

  private Lease lease(String holder, String item, long seconds) {
    return new Lease(holder, item, now, now.plusSeconds(seconds));
  }
}
