package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.write.CommandLog;
import io.viatra.chat.ingest.write.DeviceLog;
import io.viatra.chat.ingest.write.RecentSends;

/// The ways out.
///
/// @param recents what this node has just sent
public record Writing(CommandLog commands, DeviceLog devices, RecentSends recents) {}
