package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionDisplaced;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Puts key, time and CloudEvents headers around what is to be written.
///
/// Ids are unique for (source, id): the coordinates of the record that caused it and the slot, or
/// what the push is about. A replay gives the same ids again.
final class Envelope {
  private static final String SOURCE = "/router";

  private Envelope() {}

  /// @param at time of the record, ms: a mailbox record keeps that of its delivery
  /// @param cause null for what a tick caused
  static Record<byte[], Outgoing> of(
      Outgoing outgoing, long at, Outgoing.@Nullable Coordinates cause) {
    return switch (outgoing) {
      case Outgoing.ToMailbox(var key, var record) ->
          record(
              key,
              outgoing,
              at,
              headers(Topics.MAILBOX, record, coordinates(cause) + "-" + place(record), at));
      case Outgoing.ToPush(var request) ->
          record(
              request.userId(),
              outgoing,
              at,
              headers(
                  Topics.PUSH_REQUESTS,
                  request,
                  request.userId() + ":" + request.conversationId() + ":" + request.seq(),
                  at));
      case Outgoing.ToUnread unread -> unread(unread, at);
      case Outgoing.ToDeadLetters letter ->
          new Record<>(letter.kept().key(), outgoing, at, headers(letter));
    };
  }

  /// A tombstone has no headers: there is nothing that they could speak of.
  private static Record<byte[], Outgoing> unread(Outgoing.ToUnread unread, long at) {
    String key = unread.userId() + "|" + unread.conversationId();
    var count = unread.count();
    return record(
        key,
        unread,
        at,
        count == null
            ? new RecordHeaders()
            : headers(Topics.UNREAD, count, key + ":" + count.ver() + ":" + count.count(), at));
  }

  private static Record<byte[], Outgoing> record(
      String key, Outgoing outgoing, long at, Headers headers) {
    return new Record<>(key.getBytes(StandardCharsets.UTF_8), outgoing, Math.max(0, at), headers);
  }

  /// One record may push several sockets out of one slot.
  private static String place(MailboxRecord record) {
    return switch (record) {
      case MailboxDelivery _, SessionSnapshot _ -> Integer.toString(record.slot());
      case SessionDisplaced displaced -> displaced.slot() + "-" + displaced.sid();
    };
  }

  private static String coordinates(Outgoing.@Nullable Coordinates cause) {
    return cause == null ? "tick" : cause.topic() + "-" + cause.partition() + "-" + cause.offset();
  }

  private static <T> Headers headers(Topic<T> topic, T value, String id, long at) {
    var event = new CloudEvent(id, SOURCE, topic.codec().type(value), Instant.ofEpochMilli(at));
    Headers headers = new RecordHeaders();
    event.headers().forEach((name, text) -> add(headers, name, text));
    return headers;
  }

  /// The same headers as every other service's dead letters bear; nothing of the content.
  private static Headers headers(Outgoing.ToDeadLetters letter) {
    Headers headers = new RecordHeaders();
    add(headers, "dlq-topic", letter.from().topic());
    add(headers, "dlq-partition", Integer.toString(letter.from().partition()));
    add(headers, "dlq-offset", Long.toString(letter.from().offset()));
    add(headers, "dlq-service", "router");
    add(headers, "dlq-error-code", letter.code());
    var cut = letter.kept().cut();
    if (cut != null) {
      add(headers, "dlq-cut", cut.toString());
    }
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
