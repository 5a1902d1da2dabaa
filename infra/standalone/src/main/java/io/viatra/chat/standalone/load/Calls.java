package io.viatra.chat.standalone.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What is asked. Used by one thread.
@FunctionalInterface
public interface Calls {
  /// The next request of a connection, a whole one; null when that connection has asked all it
  /// should. The buffer is read before the connection asks again.
  ///
  /// @param line which connection, from 0
  @Nullable ByteBuffer next(int line);
}
