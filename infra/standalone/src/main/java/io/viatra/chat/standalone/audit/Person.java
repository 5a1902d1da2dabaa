package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.conversation.Role;
import org.jspecify.annotations.Nullable;

/// Somebody in one conversation, as the log tells it: a member, one who was, or one whom nothing
/// but a receipt or a message names, which is a fault of the log.
final class Person {
  private static final long NEVER = -1;

  /// Stands for this person among the conversation's messages.
  final int number;

  private @Nullable Role role;
  private long joinedSeq = NEVER;
  private long leftSeq = NEVER;
  private long deliveredSeq;
  private long readSeq;

  Person(int number) {
    this.number = number;
  }

  /// What came before is delivered and read, also for one who comes back.
  void join(Role as, long seq) {
    role = as;
    joinedSeq = seq;
    leftSeq = NEVER;
    raise(seq, seq);
  }

  void leave(long seq) {
    leftSeq = seq;
  }

  void become(Role other) {
    role = other;
  }

  /// Watermarks only rise, so receipts and events may be read in any order.
  void raise(long delivered, long read) {
    deliveredSeq = Math.max(deliveredSeq, Math.max(delivered, read));
    readSeq = Math.max(readSeq, read);
  }

  boolean isMember() {
    return joinedSeq != NEVER && leftSeq == NEVER;
  }

  /// Now or earlier.
  boolean wasMember() {
    return joinedSeq != NEVER;
  }

  @Nullable Role role() {
    return role;
  }

  long joinedSeq() {
    return joinedSeq;
  }

  @Nullable Long leftSeq() {
    return leftSeq == NEVER ? null : leftSeq;
  }

  long deliveredSeq() {
    return deliveredSeq;
  }

  long readSeq() {
    return readSeq;
  }
}
