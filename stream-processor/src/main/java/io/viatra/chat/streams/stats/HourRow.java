package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.stats.ResponseTimes;
import io.viatra.chat.schemas.stats.UserSketch;
import io.viatra.chat.streams.RowReader;
import io.viatra.chat.streams.RowWriter;
import java.time.Duration;

/// An hour of one partition while it is counted. Mutable: it is changed once for each message, and
/// its sketch is two kilobytes.
///
/// One Streams thread.
final class HourRow {
  private static final int VERSION = 1;

  private long messages;
  private long conversations;
  private long turns;
  private long answered;
  private long late;
  private ResponseTimes responses = ResponseTimes.NONE;
  private final UserSketch writers;
  private boolean unsaid;

  HourRow() {
    writers = new UserSketch();
  }

  private HourRow(RowReader in) {
    unsaid = in.code() == 1;
    messages = in.number();
    conversations = in.number();
    turns = in.number();
    answered = in.number();
    late = in.number();
    responses =
        new ResponseTimes(
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number());
    writers = UserSketch.of(in.text());
  }

  static HourRow of(byte[] row) {
    return new HourRow(new RowReader(row, VERSION));
  }

  byte[] bytes() {
    return new RowWriter(VERSION)
        .code(unsaid ? 1 : 0)
        .number(messages)
        .number(conversations)
        .number(turns)
        .number(answered)
        .number(late)
        .number(responses.count())
        .number(responses.totalMs())
        .number(responses.maxMs())
        .number(responses.upTo1m())
        .number(responses.upTo5m())
        .number(responses.upTo15m())
        .number(responses.upTo1h())
        .number(responses.upTo4h())
        .number(responses.upTo24h())
        .number(responses.longer())
        .text(writers.text())
        .bytes();
  }

  /// @param isFirst of its conversation in this hour
  void message(String senderId, boolean isFirst) {
    messages++;
    conversations += isFirst ? 1 : 0;
    writers.add(senderId);
    unsaid = true;
  }

  void turn() {
    turns++;
    unsaid = true;
  }

  void answer() {
    answered++;
    unsaid = true;
  }

  void response(Duration waited) {
    responses = responses.plus(ResponseTimes.of(waited));
    unsaid = true;
  }

  void late() {
    late++;
    unsaid = true;
  }

  /// Whether it changed since it was last written to the topic. It is part of the row, so that a
  /// crash between the change and the writing does not forget it.
  boolean isUnsaid() {
    return unsaid;
  }

  void said() {
    unsaid = false;
  }

  HourlyStats stats(long hour, int partition) {
    return new HourlyStats(
        Hours.instant(hour),
        partition,
        messages,
        conversations,
        turns,
        answered,
        responses,
        writers.text(),
        late);
  }
}
