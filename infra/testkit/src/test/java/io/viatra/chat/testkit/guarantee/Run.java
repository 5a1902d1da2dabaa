package io.viatra.chat.testkit.guarantee;

import io.viatra.chat.testkit.guarantee.History.Marked;
import io.viatra.chat.testkit.guarantee.History.Member;
import io.viatra.chat.testkit.guarantee.History.Notice;
import io.viatra.chat.testkit.guarantee.History.Outcome;
import io.viatra.chat.testkit.guarantee.History.Receipt;
import io.viatra.chat.testkit.guarantee.History.ReceiptSeen;
import io.viatra.chat.testkit.guarantee.History.Received;
import io.viatra.chat.testkit.guarantee.History.Sent;
import io.viatra.chat.testkit.guarantee.History.Stored;

/// A run in one conversation: ann and bob listen, cid never does. A message's number is its seq,
/// its ver one more (creating the conversation took the first); ids follow from it.
final class Run {
  static final String CHAT = "chat";

  final HistoryRecorder recorder = new HistoryRecorder();

  private Run() {}

  static Run empty() {
    Run run = new Run();
    run.recorder.note(new Member(CHAT, "ann", 0, true));
    run.recorder.note(new Member(CHAT, "bob", 0, true));
    run.recorder.note(new Member(CHAT, "cid", 0, false));
    return run;
  }

  /// Ann sends 1 and 3, bob sends 2; all is acked, stored and received. Bob reads up to 3 and ann
  /// is told. Cid is notified of each and shown three unread messages.
  static Run good() {
    Run run = empty();
    for (long n = 1; n <= 3; n++) {
      String sender = n == 2 ? "bob" : "ann";
      run.sent(n, sender, Outcome.ACKED).stored(n, sender).received("ann", n).received("bob", n);
      run.recorder.note(new Notice.PushOwed("cid", CHAT, n));
      run.pushed("cid", n);
    }
    run.marked("bob", Receipt.READ, 3).told("ann", "bob", Receipt.READ, 3);
    return run.unread("ann", 1).unread("bob", 0).unread("cid", 3);
  }

  Run sent(long n, String sender, Outcome outcome) {
    recorder.note(
        new Sent(CHAT, sender, "c" + n, outcome, outcome == Outcome.ACKED ? id(n) : null));
    return this;
  }

  Run stored(long n, String sender) {
    recorder.note(new Stored(CHAT, n, n + 1, id(n), sender, "c" + n, false));
    return this;
  }

  Run received(String user, long n) {
    return received(user, n, n);
  }

  /// The message `n` with the number of another.
  Run received(String user, long n, long seq) {
    recorder.note(new Received(user, user + "-phone", CHAT, seq, seq + 1, id(n)));
    return this;
  }

  Run marked(String user, Receipt receipt, long upToSeq) {
    recorder.note(new Marked(user, CHAT, receipt, upToSeq));
    return this;
  }

  Run told(String to, String by, Receipt receipt, long upToSeq) {
    recorder.note(new ReceiptSeen(to, by, CHAT, receipt, upToSeq));
    return this;
  }

  Run unread(String user, long count) {
    recorder.note(new Notice.Unread(user, CHAT, count));
    return this;
  }

  Run pushed(String user, long seq) {
    recorder.note(new Notice.Pushed(user, user + "-token", CHAT, seq));
    return this;
  }

  static String id(long n) {
    return "m" + n;
  }

  History history() {
    return recorder.snapshot();
  }
}
