package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.push.PushReason;

/// Why a recipient's push waits.
enum Waiting {
  /// No socket was there; a burst gathers.
  OFFLINE(1, PushReason.OFFLINE),
  /// A socket was there and has not yet said that it has the message.
  UNDELIVERED(2, PushReason.UNDELIVERED),
  /// No socket was there, then one came: the message may be in the hand by now.
  RETURNED(3, PushReason.UNDELIVERED);

  private final int code;
  private final PushReason reason;

  /// @param code stored; never given to another
  Waiting(int code, PushReason reason) {
    this.code = code;
    this.reason = reason;
  }

  int code() {
    return code;
  }

  PushReason reason() {
    return reason;
  }

  static Waiting ofCode(int code) {
    for (var waiting : values()) {
      if (waiting.code == code) {
        return waiting;
      }
    }
    throw new IllegalStateException("stored waiting of unknown code " + code);
  }
}
