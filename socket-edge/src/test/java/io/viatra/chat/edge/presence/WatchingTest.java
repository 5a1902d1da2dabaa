package io.viatra.chat.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.socketio.Encoded;
import io.viatra.chat.runtime.lease.Sight;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class WatchingTest {
  /// Redis may be quicker than the thread that asked.
  @Test
  void anAnswerThatComesBeforeTheQuestionReturnsIsNotLost() {
    var answered = new AtomicReference<Watching>();
    var watching =
        new Watching(
            PresenceSettings.DEFAULTS,
            userId ->
                CompletableFuture.runAsync(
                        () -> answered.get().seen(userId, Sight.NONE, Instant.EPOCH))
                    .join(),
            new Metrics("test"));
    answered.set(watching);
    var ana = new FakeSessions().ready("ana");
    watching.opened(ana);

    watching.enter(ana, "ben");

    assertThat(FakeSessions.socket(ana).encoded())
        .singleElement()
        .extracting(Encoded::text, InstanceOfAssertFactories.STRING)
        .contains("user_offline");
  }
}
