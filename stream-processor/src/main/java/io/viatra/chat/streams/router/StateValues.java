package io.viatra.chat.streams.router;

import io.viatra.chat.streams.RowReader;
import io.viatra.chat.streams.RowWriter;
import io.viatra.chat.streams.router.InboxRow.Mute;
import io.viatra.chat.streams.router.InboxRow.Watermarks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values as the stores and their changelogs hold them. Each begins with its version: a new layout
/// takes the next number and goes on reading the old ones.
///
/// A head, and the row of somebody who has read everything, take about 15 bytes.
final class StateValues {
  private static final int V1 = 1;

  /// Of inbox rows: the revision of the settings came with it. Of heads: whether it is a crowd.
  private static final int V2 = 2;

  /// Of inbox rows: where the membership began came with it.
  private static final int V3 = 3;

  private StateValues() {}

  static byte[] head(Head head) {
    var out =
        new RowWriter(V2)
            .code(head.crowd() ? 1 : 0)
            .number(head.ver())
            .number(head.lastSeq())
            .number(head.activeAt());
    return set(out, head.uncounted()).bytes();
  }

  static Head head(byte[] bytes) {
    var in = new RowReader(bytes, V2);
    boolean crowd = in.version() >= V2 && in.code() == 1;
    return new Head(in.number(), in.number(), in.number(), set(in), crowd);
  }

  /// Watermarks and the beginning lie near the base, so they are stored by their distance from it.
  static byte[] inbox(InboxRow row) {
    var out =
        new RowWriter(V3)
            .code(row.member() ? 1 : 0)
            .number(row.ver())
            .number(row.base())
            .number(zigZag(row.joinedSeq() - row.base()))
            .number(zigZag(row.marks().read() - row.base()))
            .number(zigZag(row.marks().delivered() - row.base()))
            .number(zigZag(row.marks().pushed() - row.base()))
            .number(row.mute().until())
            .number(row.mute().revision());
    return set(out, row.own()).bytes();
  }

  /// A row that does not say where the membership began says its base: no member saw less.
  static InboxRow inbox(byte[] bytes) {
    var in = new RowReader(bytes, V3);
    boolean member = in.code() == 1;
    long ver = in.number();
    long base = in.number();
    long joined = in.version() < V3 ? base : base + zagZig(in.number());
    var marks =
        new Watermarks(
            base + zagZig(in.number()), base + zagZig(in.number()), base + zagZig(in.number()));
    var mute = new Mute(in.number(), in.version() < V2 ? 0 : in.number());
    return new InboxRow(ver, member, joined, base, marks, mute, set(in));
  }

  static byte[] sessions(Sessions sessions) {
    var out = new RowWriter(V1).number(sessions.open().size());
    for (var session : sessions.open()) {
      out.text(session.sid());
      textIfPresent(out, session.deviceId());
      out.text(session.node()).number(session.slot()).number(session.epoch());
    }
    return out.bytes();
  }

  static Sessions sessions(byte[] bytes) {
    var in = new RowReader(bytes, V1);
    List<Session> open = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      open.add(
          new Session(in.text(), textIfPresent(in), in.text(), (int) in.number(), in.number()));
    }
    return new Sessions(open);
  }

  static byte[] pending(PendingPush push) {
    var out = new RowWriter(V1).uuid(push.messageId()).number(push.recipients().size());
    push.recipients().forEach(out::text);
    return out.bytes();
  }

  static PendingPush pending(byte[] bytes) {
    var in = new RowReader(bytes, V1);
    var messageId = in.uuid();
    List<String> recipients = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      recipients.add(in.text());
    }
    return new PendingPush(messageId, recipients);
  }

  /// Count of bounds, then each one's distance from the one before.
  private static RowWriter set(RowWriter out, SeqSet set) {
    long[] bounds = set.bounds();
    out.number(bounds.length);
    long previous = 0;
    for (long bound : bounds) {
      out.number(bound - previous);
      previous = bound;
    }
    return out;
  }

  private static SeqSet set(RowReader in) {
    long[] bounds = new long[Math.toIntExact(in.number())];
    long previous = 0;
    for (int i = 0; i < bounds.length; i++) {
      previous += in.number();
      bounds[i] = previous;
    }
    return SeqSet.ofBounds(bounds);
  }

  private static void textIfPresent(RowWriter out, @Nullable String text) {
    out.code(text == null ? 0 : 1);
    if (text != null) {
      out.text(text);
    }
  }

  private static @Nullable String textIfPresent(RowReader in) {
    return in.code() == 0 ? null : in.text();
  }

  private static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private static long zagZig(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
