package io.viatra.chat.standalone.backup;

import org.jspecify.annotations.Nullable;

/// Why a dump or a restore is refused or ends early: a sentence for people, without content.
final class BackupException extends Exception {
  private final String sentences;

  BackupException(String message) {
    super(message);
    sentences = message;
  }

  BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
    sentences = message;
  }

  /// A line each.
  String sentences() {
    return sentences;
  }
}
