package io.viatra.chat.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.openapi.Promised;
import io.viatra.chat.ingest.route.Reading.People;
import io.viatra.chat.ingest.route.Reading.Told;
import io.viatra.chat.ingest.route.Reading.Waiting;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RoutesTest {
  /// The table is made without asking what stands behind its handlers.
  @Test
  @SuppressWarnings("NullAway")
  void whatIsAnsweredIsWhatTheDocumentPromises() {
    var reading =
        new Reading(
            null,
            null,
            new Told(null, null, null, null, null),
            null,
            new People(null, null, null),
            new Waiting(null, null));
    var writing = new Writing(null, null, null);
    var router = Routes.router(null, null, reading, writing, null, Clock.systemUTC());

    assertThat(router.calls()).containsExactlyInAnyOrderElementsOf(Promised.calls());
  }
}
