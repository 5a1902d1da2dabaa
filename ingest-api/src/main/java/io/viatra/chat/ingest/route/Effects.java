package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.write.Accepted;
import io.viatra.chat.ingest.write.CommandLog;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.command.Command;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Writes commands whose answer is the new state, and looks what became of them.
///
/// The rights were checked against the read model before, but the sequencer has the last word, and
/// what it says stands nowhere but in the state: a command that was refused has left it as it was.
/// That happens where somebody else changed the same at the same time.
final class Effects {
  /// The read model is a commit or two behind; beyond this something is down.
  private static final Duration VISIBLE_MAX = Duration.ofSeconds(5);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final CommandLog commands;
  private final ProgressWatcher progress;

  Effects(CommandLog commands, ProgressWatcher progress) {
    this.commands = commands;
    this.progress = progress;
  }

  /// State after a command, and what the client hands back to read it.
  record Outcome<T>(Accepted accepted, T state) {}

  /// Writes a command and waits until the read model holds what became of it.
  ///
  /// @throws ApiError `UNAVAILABLE` where that is not within five seconds: it may come to effect
  ///   later, and may be repeated
  Accepted settle(Command command) throws InterruptedException {
    var accepted = commands.accept(command);
    if (!progress.await(accepted.token(), VISIBLE_MAX)) {
      throw ApiError.unavailable(RETRY_AFTER);
    }
    return accepted;
  }

  /// As [#settle], and reads the state.
  ///
  /// @param look empty where the caller may not see it any more
  /// @param holds whether the state is as the command wanted it
  /// @throws ApiError also `NOT_FOUND` and `CONFLICT`
  <T> Outcome<T> apply(Command command, Supplier<Optional<T>> look, Predicate<T> holds)
      throws InterruptedException {
    var accepted = settle(command);
    var state = look.get().orElseThrow(ApiError::notFound);
    if (!holds.test(state)) {
      throw ApiError.of(ErrorCode.CONFLICT);
    }
    return new Outcome<>(accepted, state);
  }
}
