package io.viatra.chat.testkit.guarantee;

/// One broken promise: which, and a sentence with the ids that lead to the place.
public record Violation(String guarantee, String what) {
  @Override
  public String toString() {
    return guarantee + ": " + what;
  }
}
