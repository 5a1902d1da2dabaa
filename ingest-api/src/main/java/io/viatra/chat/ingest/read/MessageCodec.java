package io.viatra.chat.ingest.read;

import io.viatra.chat.ingest.cache.Codec;
import io.viatra.chat.ingest.cache.Packer;
import io.viatra.chat.ingest.cache.Unpacker;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Some messages of one conversation, in the order of their `seq`.
final class MessageCodec implements Codec<List<StoredMessage>> {
  private static final long MICROS = 1_000_000;

  @Override
  public void write(List<StoredMessage> messages, Packer out) {
    out.all(messages, message -> write(message, out));
  }

  @Override
  public List<StoredMessage> read(Unpacker in) {
    return List.copyOf(in.all(() -> message(in)));
  }

  private static void write(StoredMessage message, Packer out) {
    out.id(message.id());
    out.number(message.seq());
    out.number(message.ver());
    out.text(message.senderId());
    out.text(message.type().name());
    out.optional(message.content(), out::text);
    out.text(message.clientMessageId());
    out.optional(message.replyToId(), out::id);
    out.optional(message.attachment(), attachment -> write(attachment, out));
    out.optional(message.metadata(), metadata -> out.blob(Stored.bytes(metadata)));
    out.all(message.reactions().entrySet(), reaction -> write(reaction, out));
    out.flag(message.isDeleted());
    out.optional(message.editedAt(), at -> out.fixed(micros(at)));
    out.fixed(micros(message.createdAt()));
  }

  private static StoredMessage message(Unpacker in) {
    return new StoredMessage(
        in.id(),
        in.number(),
        in.number(),
        in.text(),
        MessageType.valueOf(in.text()),
        in.optional(in::text),
        in.text(),
        in.optional(in::id),
        in.optional(() -> new Attachment(in.text(), in.text(), in.number(), in.text())),
        in.optional(() -> Stored.metadata(in.blob())),
        reactions(in),
        in.flag(),
        in.optional(() -> instant(in.fixed())),
        instant(in.fixed()));
  }

  private static void write(Attachment attachment, Packer out) {
    out.text(attachment.url());
    out.text(attachment.name());
    out.number(attachment.size());
    out.text(attachment.mimeType());
  }

  private static void write(Map.Entry<String, List<String>> reaction, Packer out) {
    out.text(reaction.getKey());
    out.all(reaction.getValue(), out::text);
  }

  private static Map<String, List<String>> reactions(Unpacker in) {
    var reactions = new HashMap<String, List<String>>();
    in.all(() -> reactions.put(in.text(), in.all(in::text)));
    return reactions;
  }

  /// What PostgreSQL keeps of a moment.
  private static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1_000;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
  }
}
