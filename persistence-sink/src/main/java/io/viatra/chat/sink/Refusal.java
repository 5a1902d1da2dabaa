package io.viatra.chat.sink;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Tells what PostgreSQL will never take (a row's fault) from what it does not take now (an outage,
/// a deadlock) or not yet (a missing table): only the first may become a dead letter.
final class Refusal {
  private Refusal() {}

  /// By the class of the SQLSTATE: 22 data exception (a NUL, JSON that jsonb refuses), 23 integrity
  /// constraint, 54 program limit (an index row too long).
  static boolean isOne(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }
}
