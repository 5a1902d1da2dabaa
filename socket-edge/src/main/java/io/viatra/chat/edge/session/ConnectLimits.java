package io.viatra.chat.edge.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How often somebody may connect. Each may block for a short while.
public interface ConnectLimits {
  /// Asked before the token is looked at.
  ///
  /// @return null to go on, else how long to wait
  @Nullable Duration address(String address);

  /// Asked once the token is known to be bad.
  ///
  /// @return null to say so, else how long to wait before the next attempt
  @Nullable Duration refused(String address);

  /// Asked once the token is known to be good.
  ///
  /// @return null to go on, else how long to wait
  @Nullable Duration user(String userId);
}
