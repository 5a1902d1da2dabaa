package io.viatra.chat.edge.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeSocket;
import io.viatra.chat.edge.resume.Missed.Answer;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.mailbox.ConversationState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResumeTest {
  private static final int STORIES = 2_000;
  private static final Resume.Pace QUICK =
      new Resume.Pace(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO);

  private final UUID conversation = UUID.randomUUID();
  private final Session session = new FakeSessions().ready("ana");
  private final FakeSocket socket = FakeSessions.socket(session);
  private final MessageIndex index = new MessageIndex();

  /// Whatever happens in between: nothing twice, nothing missing, the fill in order.
  @Test
  void fillAndLiveTogetherAreEveryChangeOnce() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int story = 0; story < STORIES; story++) {
      new MissedStory(random, "seed " + seed + ", story " + story).run();
    }
  }

  @Test
  void whoHoldsWhatTheSocketsHadIsAskedNothing() throws Exception {
    standsAt(9);
    assertThat(resume(9, noQuestion())).containsExactly(Map.entry(conversation, 9L));
    assertThat(socket.emitted()).isEmpty();
  }

  @Test
  void aVersionThatNobodyHeardOfNeedsAResync() throws Exception {
    standsAt(9);
    assertThat(resume(10, noQuestion())).isEmpty();
    assertThat(events()).containsExactly("resync_required");
  }

  @Test
  void moreThanIsFilledNeedsAResync() throws Exception {
    standsAt(9);
    assertThat(resume(1, (_, _, _, _) -> new Answer.TooMuch())).isEmpty();
    assertThat(events()).containsExactly("resync_required");
  }

  @Test
  void whatIsNoneOfTheUsersIsPassedOver() throws Exception {
    assertThat(resume(1, (_, _, _, _) -> new Answer.Absent())).isEmpty();
    assertThat(socket.emitted()).isEmpty();
  }

  @Test
  void aReadModelThatSaysNothingInTimeNeedsAResync() throws Exception {
    standsAt(9);
    var soon = new Resume.Pace(Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofMillis(5));
    assertThat(resume(1, (_, _, _, _) -> new Answer.Unreachable(), soon)).isEmpty();
    assertThat(events()).containsExactly("resync_required");
  }

  @Test
  void aReadModelThatStaysBehindNeedsAResync() throws Exception {
    standsAt(9);
    var soon = new Resume.Pace(Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofMillis(5));
    assertThat(resume(1, (_, _, _, _) -> new Answer.Changes(8, List.of()), soon)).isEmpty();
    assertThat(events()).containsExactly("resync_required");
  }

  @Test
  void aSocketThatTakesNothingIsNotFilledToItsLimit() throws Exception {
    standsAt(9);
    socket.pending(Resume.UNSENT_MAX + 1);
    var soon = new Resume.Pace(Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofMillis(5));
    assertThat(resume(1, (_, _, _, _) -> changes(9, 2), soon)).isEmpty();
    assertThat(events()).containsExactly("resync_required");
  }

  /// It has removed what the sockets knew of it, while the answer was under way.
  @Test
  void whoIsRemovedMeanwhileGetsNothingMore() throws Exception {
    standsAt(9);
    Missed removing =
        (_, _, _, _) -> {
          session.user().standings().removed(conversation, 10);
          return changes(9, 8, 9);
        };
    assertThat(resume(1, removing)).isEmpty();
    assertThat(socket.emitted()).isEmpty();
  }

  /// Where nothing is known of a conversation, the read model alone says how far it is.
  @Test
  void aReadModelBehindTheClientIsNoEnd() throws Exception {
    var soon = new Resume.Pace(Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofMillis(5));
    assertThat(resume(9, (_, _, _, _) -> changes(8), soon)).isEmpty();
    assertThat(events()).containsExactly("resync_required");
  }

  @Test
  void aSocketThatHasEndedIsAskedNothingFor() throws Exception {
    standsAt(9);
    socket.drop();
    assertThat(resume(1, noQuestion())).isEmpty();
  }

  @Test
  void beyondSoManyQuestionsTheRestNeedsAResync() throws Exception {
    var held = new LinkedHashMap<UUID, Long>();
    IntStream.rangeClosed(1, Resume.QUESTIONS_MAX + 1).forEach(i -> held.put(new UUID(0, i), 0L));
    var filled = new Resume(session, (_, _, _, _) -> changes(1), index, meters(), QUICK).fill(held);
    assertThat(filled).hasSize(Resume.QUESTIONS_MAX);
    assertThat(events()).containsExactly("resync_required");
  }

  /// Receipts name ids.
  @Test
  void whatWasFilledHasANumber() throws Exception {
    standsAt(9);
    var id = UUID.randomUUID();
    var message = MissedStory.message(id, 7, 9);
    var _ =
        resume(
            8,
            (_, _, _, _) ->
                new Answer.Changes(9, List.of(new Missed.Change(9, "new_message", message))));
    assertThat(index.seq(id, conversation)).isEqualTo(7);
  }

  private void standsAt(long ver) {
    session
        .user()
        .standings()
        .snapshot(List.of(new ConversationState(conversation, ver, ver, 0, 0, 0L, 1L)), false);
  }

  private Map<UUID, Long> resume(long since, Missed missed) throws InterruptedException {
    return resume(since, missed, QUICK);
  }

  private Map<UUID, Long> resume(long since, Missed missed, Resume.Pace pace)
      throws InterruptedException {
    return new Resume(session, missed, index, meters(), pace).fill(Map.of(conversation, since));
  }

  private static Answer changes(long ver, long... vers) {
    return new Answer.Changes(
        ver,
        LongStream.of(vers)
            .mapToObj(each ->
                new Missed.Change(
                    each, "new_message", MissedStory.message(UUID.randomUUID(), each, each)))
            .toList());
  }

  private List<String> events() {
    return socket.emitted().stream().map(FakeSocket.Emitted::event).toList();
  }

  private static Missed noQuestion() {
    return (_, _, _, _) -> {
      throw new AssertionError("was asked");
    };
  }

  static Resume.Meters meters() {
    var metrics = new Metrics("test");
    return new Resume.Meters(metrics.counter("filled", ""), metrics.counter("resyncs", ""));
  }
}
