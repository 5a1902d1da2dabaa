package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.cache.Cache;
import io.viatra.chat.ingest.read.AcquaintanceReader;
import io.viatra.chat.ingest.read.ChangeReader;
import io.viatra.chat.ingest.read.ConversationReader;
import io.viatra.chat.ingest.read.Database;
import io.viatra.chat.ingest.read.DeviceReader;
import io.viatra.chat.ingest.read.HistoryReader;
import io.viatra.chat.ingest.read.MembershipReader;
import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.Patience;
import io.viatra.chat.ingest.read.PresenceReader;
import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.read.ReceiptReader;
import io.viatra.chat.ingest.read.TargetReader;
import io.viatra.chat.ingest.read.UnreadReader;
import io.viatra.chat.runtime.lease.Leases;
import java.time.Clock;

/// The questions that routes ask, and the two ways of waiting for an answer.
public record Reading(
    MembershipReader memberships,
    ConversationReader conversations,
    Told told,
    UnreadReader unread,
    People people,
    Waiting waiting) {

  /// Who is there, who knows whom, and whose devices.
  record People(DeviceReader devices, AcquaintanceReader acquaintances, PresenceReader presence) {}

  /// What was said: one by one, by pages, what of it somebody missed, what is to be changed, and
  /// whom it reached.
  record Told(
      MessageReader messages,
      HistoryReader pages,
      ChangeReader changes,
      TargetReader targets,
      ReceiptReader receipts) {}

  /// @param progress waits for an own write
  /// @param patience waits for what others wrote
  record Waiting(ProgressWatcher progress, Patience patience) {}

  /// All readers over one database, its cache and one Redis.
  public static Reading over(
      Database database, Cache cache, Leases leases, ProgressWatcher progress, Clock clock) {
    var memberships = new MembershipReader(database);
    var messages = new MessageReader(database);
    return new Reading(
        memberships,
        new ConversationReader(database, cache),
        new Told(
            messages,
            new HistoryReader(database, memberships, messages, cache),
            new ChangeReader(database),
            new TargetReader(database),
            new ReceiptReader(database)),
        new UnreadReader(database, clock),
        new People(
            new DeviceReader(database),
            new AcquaintanceReader(database),
            new PresenceReader(leases, clock)),
        new Waiting(progress, new Patience()));
  }
}
