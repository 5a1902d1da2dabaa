package io.viatra.chat.edge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeAck;
import io.viatra.chat.edge.FakeOutlet;
import io.viatra.chat.edge.FakeSocket;
import io.viatra.chat.edge.FakeTimer;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.command.MarkRead;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptWindowTest {
  private final FakeOutlet outlet = new FakeOutlet();
  private final FakeTimer timer = new FakeTimer();
  private final ReceiptWindow window = new ReceiptWindow(outlet, timer, new Metrics("test"));
  private final Mark mark = new Mark(Mark.Kind.READ, "ana", UUID.randomUUID());

  @Test
  void theFirstGoesAtOnceAndTheRestOfTheWindowTogetherWithTheHighest() {
    var first = add(3);
    var second = add(9);
    var third = add(5);
    assertThat(commands()).extracting(MarkRead::upToSeq).containsExactly(3L);
    timer.pass(ReceiptWindow.LENGTH);
    assertThat(commands()).extracting(MarkRead::upToSeq).containsExactly(3L, 9L);

    outlet.sent().getFirst().settle();
    assertThat(first.reply()).isEqualTo("{\"ok\":true}");
    assertThat(second.replies()).as("not durable yet").isEmpty();
    outlet.sent().getLast().settle();
    assertThat(second.reply()).isEqualTo("{\"ok\":true}");
    assertThat(third.reply()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void nothingIsKeptForWhoFallsSilent() {
    add(3);
    timer.pass(ReceiptWindow.LENGTH.multipliedBy(3));
    assertThat(timer.waiting()).isZero();
    add(4);
    assertThat(commands()).hasSize(2);
  }

  @Test
  void oneWindowIsOneCommandInHundredMilliseconds() {
    for (int i = 1; i <= 100; i++) {
      add(i);
      timer.pass(ReceiptWindow.LENGTH.dividedBy(10));
    }
    assertThat(commands()).hasSizeBetween(10, 12);
  }

  @Test
  void otherConversationsAndKindsDoNotWait() {
    add(3);
    window.add(
        new Mark(Mark.Kind.DELIVERED, "ana", mark.conversationId()),
        3,
        List.of(),
        reply(new FakeAck()));
    window.add(
        new Mark(Mark.Kind.READ, "ana", UUID.randomUUID()), 3, List.of(), reply(new FakeAck()));
    assertThat(outlet.sent()).hasSize(3);
  }

  @Test
  void closingPublishesWhatWaits() {
    add(3);
    var waiting = add(8);
    window.close();
    assertThat(commands()).extracting(MarkRead::upToSeq).containsExactly(3L, 8L);
    outlet.sent().getLast().settle();
    assertThat(waiting.replies()).hasSize(1);
  }

  @Test
  void aLogThatTakesNothingIsToldToEveryoneInTheBatch() {
    add(3);
    var one = add(4);
    var two = add(5);
    timer.pass(ReceiptWindow.LENGTH);
    outlet.sent().getLast().durable().completeExceptionally(new IllegalStateException("x"));
    assertThat(one.reply()).contains("\"ok\":false").doesNotContain("\"x\"");
    assertThat(two.replies()).hasSize(1);
  }

  private FakeAck add(long seq) {
    var ack = new FakeAck();
    window.add(mark, seq, List.of(), reply(ack));
    return ack;
  }

  private static Reply reply(FakeAck ack) {
    return new Reply(ack, new FakeSocket(), _ -> {});
  }

  private List<MarkRead> commands() {
    return outlet.sent().stream().map(sent -> (MarkRead) sent.value()).toList();
  }
}
