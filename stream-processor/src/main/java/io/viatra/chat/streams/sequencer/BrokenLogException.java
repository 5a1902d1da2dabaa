package io.viatra.chat.streams.sequencer;

import java.io.Serial;
import java.util.UUID;

/// An event is missing in the log, so no state can be made from what follows it.
public final class BrokenLogException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  BrokenLogException(UUID conversationId, long ver) {
    super("conversation " + conversationId + " lacks its event of ver " + ver);
  }
}
