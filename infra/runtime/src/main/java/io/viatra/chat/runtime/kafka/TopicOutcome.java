package io.viatra.chat.runtime.kafka;

import java.util.List;

/// What was found or done about one topic.
public sealed interface TopicOutcome {
  /// The topic's name.
  String topic();

  /// It was missing and has been created.
  record Created(String topic) implements TopicOutcome {}

  /// It was there and is as it should be.
  record Same(String topic) implements TopicOutcome {}

  /// It is missing; only from a check.
  record Missing(String topic) implements TopicOutcome {}

  /// It was there and differs, which is left alone.
  ///
  /// @param differences one line each, `what: is …, should be …`
  record Differs(String topic, List<String> differences) implements TopicOutcome {
    /// Copies the lines.
    public Differs {
      differences = List.copyOf(differences);
    }
  }
}
