package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MemberSettings;

/// A member's settings, and how often they have changed since the membership began.
record OwnSettings(MemberSettings values, long revision) {
  static final OwnSettings NONE = new OwnSettings(MemberSettings.NONE, 0);

  OwnSettings changedTo(MemberSettings other) {
    return new OwnSettings(other, revision + 1);
  }
}
