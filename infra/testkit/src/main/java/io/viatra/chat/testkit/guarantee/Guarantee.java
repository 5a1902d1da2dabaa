package io.viatra.chat.testkit.guarantee;

import java.util.List;

/// One promise of the system, checked on a whole history. Pure.
public interface Guarantee {
  /// Every violation; empty when the promise was kept.
  List<Violation> violations(History history);

  /// The name in a violation.
  default String title() {
    return getClass().getSimpleName();
  }

  /// All guarantees, for a suite that promises all of them.
  static List<Guarantee> all() {
    return List.of(
        new NothingLost(),
        new NothingTwice(),
        new DenseOrder(),
        new UnreadEqualsModel(),
        new ReceiptsReachSender(),
        new ExactlyOnePush());
  }

  /// The violations of all guarantees.
  static List<Violation> check(History history) {
    return all().stream().flatMap(one -> one.violations(history).stream()).toList();
  }
}
