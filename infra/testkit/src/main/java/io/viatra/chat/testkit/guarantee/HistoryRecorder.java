package io.viatra.chat.testkit.guarantee;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Takes notes during a run, from any thread. Bounded: a run that notes more than it may is a
/// broken run, and forgetting a note would make the guarantees look broken instead.
public final class HistoryRecorder {
  /// About a gigabyte of notes; suites stay far below.
  private static final int NOTES_MAX = 5_000_000;

  private final List<History.Member> members = new ArrayList<>();
  private final List<History.Sent> sent = new ArrayList<>();
  private final List<History.Stored> stored = new ArrayList<>();
  private final List<History.Received> received = new ArrayList<>();
  private final List<History.Marked> marked = new ArrayList<>();
  private final List<History.ReceiptSeen> receipts = new ArrayList<>();
  private final List<History.Notice> notices = new ArrayList<>();
  private int notes;

  public synchronized void note(History.Member member) {
    add(members, member);
  }

  /// To be noted when the outcome is known, so a repeat does not stand beside its first try.
  public synchronized void note(History.Sent operation) {
    add(sent, operation);
  }

  public synchronized void note(History.Stored message) {
    add(stored, message);
  }

  /// To be noted on the thread that the event arrives on: the order of the notes is what is
  /// checked.
  public synchronized void note(History.Received event) {
    add(received, event);
  }

  public synchronized void note(History.Marked operation) {
    add(marked, operation);
  }

  public synchronized void note(History.ReceiptSeen event) {
    add(receipts, event);
  }

  public synchronized void note(History.Notice notice) {
    add(notices, notice);
  }

  private <T> void add(Collection<T> list, T note) {
    if (notes == NOTES_MAX) {
      throw new IllegalStateException("more than " + NOTES_MAX + " notes in one history");
    }
    notes++;
    list.add(note);
  }

  /// A copy: notes may go on, the checkers see what was there now.
  public synchronized History snapshot() {
    return new History(members, sent, stored, received, marked, receipts, notices);
  }
}
