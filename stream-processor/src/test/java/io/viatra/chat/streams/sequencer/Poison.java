package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.EraseUser;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One record of `chat.commands.v1` that nobody should have written, and what becomes of it.
///
/// @param code why it is a dead letter
/// @param refused how the log says so, where it can be read at all
@SuppressWarnings("ArrayRecordComponent") // written, never compared
record Poison(
    String name,
    int partition,
    byte @Nullable [] key,
    byte @Nullable [] value,
    String code,
    @Nullable RejectionCode refused) {
  static final int PARTITIONS = 2;

  /// Ana and Ben are in it, and Ana has said "hello" there as `hello`.
  static final UUID GROUP = UUID.fromString("01930000-0000-7000-8000-000000000001");

  static final int HOME = Partitions.of(GROUP.toString(), PARTITIONS);

  private static final UUID UNKNOWN = unknown();
  private static final byte[] KEY = key(GROUP);
  private static final byte[] HELLO = encoded(message(GROUP, ANA, "hello").command());

  /// In the same partition, so that nothing but the key is wrong.
  private static UUID unknown() {
    return Stream.iterate(2, i -> i + 1)
        .map(i -> new UUID(GROUP.getMostSignificantBits(), GROUP.getLeastSignificantBits() + i))
        .filter(id -> Partitions.of(id.toString(), PARTITIONS) == HOME)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }

  static Stream<Poison> all() {
    return Stream.of(unreadable(), misplaced(), oversized(), refusable()).flatMap(all -> all);
  }

  private static Stream<Poison> unreadable() {
    return Stream.of(
        poison("no key", null, HELLO, "no-key"),
        poison("neither key nor value", null, null, "no-key"),
        poison("no value", KEY, null, "empty"),
        poison("an empty value", KEY, new byte[0], "empty"),
        poison("garbage", KEY, new byte[] {(byte) 0xff, 0, 1, (byte) 0xc0}, "not-json"),
        poison("half a command", KEY, "{\"type\":\"message.send\"".getBytes(UTF_8), "not-json"),
        poison("JSON that is no object", KEY, "[]".getBytes(UTF_8), "out-of-bounds"),
        poison("an unknown version", KEY, with("message.send", "message.send.v2"), "unknown-type"),
        poison("a field missing", KEY, with("\"actorId\"", "\"actor\""), "out-of-bounds"),
        poison(
            "text that no reader could store",
            KEY,
            with("hello\"}", "a\\u0000b\"}"),
            "out-of-bounds"),
        poison("a time that nobody could write", KEY, mute(Instant.MAX), "out-of-bounds"));
  }

  private static Stream<Poison> misplaced() {
    return Stream.of(
        poison("the key of another conversation", key(UNKNOWN), HELLO, "foreign-key"),
        poison("a key that is no conversation", "group".getBytes(UTF_8), HELLO, "foreign-key"),
        new Poison("another partition", (HOME + 1) % PARTITIONS, KEY, HELLO, "misplaced", null));
  }

  private static Stream<Poison> oversized() {
    var spaced = with("hello\"}", "hello\"" + " ".repeat(300_000) + "}");
    return Stream.of(
        poison("longer than any edge writes", KEY, spaced, "oversized"),
        poison("nearly as long as the broker takes", KEY, new byte[1_040_000], "oversized"),
        poison("longer than a broker takes uncompressed", KEY, new byte[5_000_000], "oversized"),
        poison("a key of a megabyte", new byte[1_000_000], HELLO, "foreign-key"));
  }

  private static Stream<Poison> refusable() {
    var other = message(GROUP, ANA, "hello").saying("something else").command();
    var forged = message(GROUP, ANA, "forged").command(new UUID(7, 7));
    var again = Commands.create(GROUP, ANA, ConversationType.GROUP, List.of(BEN, "eve"));
    return Stream.of(
        poison("a sender who is no member", message(GROUP, "zoe", "1").command(), "not-found"),
        poison("a message to nowhere", message(UNKNOWN, ANA, "1").command(), "not-found"),
        poison("a receipt for nothing", new MarkRead(UNKNOWN, ANA, 1L, List.of()), "not-found"),
        poison(
            "a receipt of a stranger", new MarkDelivered(GROUP, "zoe", 1L, List.of()), "not-found"),
        poison("the same id with another body", other, "conflict"),
        poison("the same conversation with others in it", again, "conflict"),
        poison("an id that is not its own", forged, "invalid"),
        poison("a command that is reserved", new EraseUser(GROUP, ANA), "reserved"));
  }

  private static Poison poison(
      String name, byte @Nullable [] key, byte @Nullable [] value, String code) {
    return new Poison(name, HOME, key, value, code, null);
  }

  private static Poison poison(String name, Command command, String code) {
    var refused =
        switch (code) {
          case "not-found" -> RejectionCode.NOT_FOUND;
          case "conflict" -> RejectionCode.CONFLICT;
          default -> RejectionCode.INVALID;
        };
    var key = key(command.conversationId());
    return new Poison(name, HOME, key, encoded(command), code, refused);
  }

  static byte[] key(UUID conversationId) {
    return conversationId.toString().getBytes(UTF_8);
  }

  static byte[] encoded(Command command) {
    return Topics.COMMANDS.codec().encode(command);
  }

  /// Ana's message, but for this.
  private static byte[] with(String some, String other) {
    return replaced(HELLO, some, other);
  }

  private static byte[] mute(Instant until) {
    var mute = encoded(Commands.mute(GROUP, ANA, Instant.EPOCH));
    return replaced(mute, "1970-01-01T00:00:00.000Z", until.toString());
  }

  private static byte[] replaced(byte[] json, String some, String other) {
    var text = new String(json, UTF_8);
    if (!text.contains(some)) {
      throw new AssertionError("no " + some + " in " + text);
    }
    return text.replace(some, other).getBytes(UTF_8);
  }
}
