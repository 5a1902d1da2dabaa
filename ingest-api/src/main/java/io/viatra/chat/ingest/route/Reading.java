package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.ConversationReader;
import io.viatra.chat.ingest.read.Database;
import io.viatra.chat.ingest.read.DeviceReader;
import io.viatra.chat.ingest.read.MembershipReader;
import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.Patience;
import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.read.ReceiptReader;
import io.viatra.chat.ingest.read.TargetReader;
import io.viatra.chat.ingest.read.UnreadReader;
import java.time.Clock;

/// The questions that routes ask, and the two ways of waiting for an answer.
public record Reading(
    MembershipReader memberships,
    ConversationReader conversations,
    MessageReader messages,
    TargetReader targets,
    ReceiptReader receipts,
    UnreadReader unread,
    DeviceReader devices,
    Waiting waiting) {

  /// @param progress waits for an own write
  /// @param patience waits for what others wrote
  record Waiting(ProgressWatcher progress, Patience patience) {}

  /// All readers over one database.
  public static Reading over(Database database, ProgressWatcher progress, Clock clock) {
    return new Reading(
        new MembershipReader(database),
        new ConversationReader(database),
        new MessageReader(database),
        new TargetReader(database),
        new ReceiptReader(database),
        new UnreadReader(database, clock),
        new DeviceReader(database),
        new Waiting(progress, new Patience()));
  }
}
