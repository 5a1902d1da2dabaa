package io.viatra.chat.runtime.token;

/// Carries a reason out of nested checks; never leaves the package and has no stack trace.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final TokenResult.Reason reason;

  Refusal(TokenResult.Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  TokenResult.Reason reason() {
    return reason;
  }
}
