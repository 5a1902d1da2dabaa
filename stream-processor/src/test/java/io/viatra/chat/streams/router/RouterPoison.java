package io.viatra.chat.streams.router;

import static io.viatra.chat.streams.router.RouterBench.bytes;

import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One record of one of the router's inputs that nobody should have written.
///
/// @param code why it is a dead letter
@SuppressWarnings("ArrayRecordComponent") // written, never compared
record RouterPoison(
    String name, Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value, String code) {
  static final UUID ID = new UUID(1, 1);

  private static final byte[] KEY = bytes(ID.toString());
  private static final byte[] BOB = bytes("bob");
  private static final byte[] EDGE = bytes("edge-a");
  private static final byte[] GARBAGE = {(byte) 0xff, 0, 1, (byte) 0xc0};

  /// Of another history, so that nothing of it is known.
  private static final MessageDelivery MESSAGE = Chat.of(ID, "ann", "bob").message("ann");

  @Override
  public String toString() {
    return topic.name() + ": " + name;
  }

  static Stream<RouterPoison> all() {
    return Stream.of(deliveries(), sessions(), nodes(), oversized()).flatMap(all -> all);
  }

  private static Stream<RouterPoison> deliveries() {
    var stranger = new MessageDelivery(MESSAGE.message(), List.of("a\0b"));
    return Stream.of(
        delivery("no key", null, encoded(MESSAGE), "no-key"),
        delivery("neither key nor value", null, null, "no-key"),
        delivery("no value", KEY, null, "empty"),
        delivery("garbage", KEY, GARBAGE, "not-json"),
        delivery("half a delivery", KEY, bytes("{\"type\":\"delivery.message\""), "not-json"),
        delivery("JSON that is no object", KEY, bytes("[]"), "out-of-bounds"),
        delivery(
            "an unknown version", KEY, bytes("{\"type\":\"delivery.message.v2\"}"), "unknown-type"),
        delivery("fields missing", KEY, bytes("{\"type\":\"delivery.message\"}"), "out-of-bounds"),
        delivery(
            "another's key", bytes(new UUID(9, 9).toString()), encoded(MESSAGE), "foreign-key"),
        delivery("a recipient who is nobody", KEY, encoded(stranger), "out-of-bounds"));
  }

  private static Stream<RouterPoison> sessions() {
    return Stream.of(
        session("no key", null, encoded(opened("bob", 9, 5)), "no-key"),
        session("no value", BOB, null, "empty"),
        session("garbage", BOB, GARBAGE, "not-json"),
        session(
            "an unknown version", BOB, bytes("{\"type\":\"session.opened.v2\"}"), "unknown-type"),
        session("fields missing", BOB, bytes("{\"type\":\"session.opened\"}"), "out-of-bounds"),
        session("another's key", bytes("ann"), encoded(opened("bob", 9, 5)), "foreign-key"),
        session(
            "a slot that is none", BOB, encoded(opened("bob", Topics.SLOTS, 5)), "out-of-bounds"),
        session("a time before all others", BOB, encoded(opened("bob", 9, -1)), "out-of-bounds"));
  }

  /// The broker itself refuses those without a key, since the topic is compacted.
  private static Stream<RouterPoison> nodes() {
    var beat = new NodeHeartbeat("edge-b", 9, 5, Instant.EPOCH);
    return Stream.of(
        node("garbage", EDGE, GARBAGE, "not-json"),
        node("another's key", EDGE, Topics.NODES.codec().encode(beat), "foreign-key"));
  }

  private static Stream<RouterPoison> oversized() {
    return Stream.of(Topics.DELIVERIES, Topics.SESSIONS, Topics.NODES)
        .flatMap(topic ->
            Stream.of(
                new RouterPoison(
                    "nearly as long as a broker takes",
                    topic,
                    BOB,
                    new byte[1_040_000],
                    "not-json"),
                new RouterPoison(
                    "longer than a broker takes uncompressed",
                    topic,
                    BOB,
                    new byte[5_000_000],
                    "not-json"),
                new RouterPoison(
                    "a key of a megabyte", topic, new byte[1_000_000], GARBAGE, "not-json")));
  }

  private static RouterPoison delivery(
      String name, byte @Nullable [] key, byte @Nullable [] value, String code) {
    return new RouterPoison(name, Topics.DELIVERIES, key, value, code);
  }

  private static RouterPoison session(
      String name, byte @Nullable [] key, byte @Nullable [] value, String code) {
    return new RouterPoison(name, Topics.SESSIONS, key, value, code);
  }

  private static RouterPoison node(
      String name, byte @Nullable [] key, byte @Nullable [] value, String code) {
    return new RouterPoison(name, Topics.NODES, key, value, code);
  }

  private static SessionOpened opened(String user, int slot, long epoch) {
    return new SessionOpened(user, "s9", null, "edge-a", slot, epoch, Chat.AT);
  }

  private static byte[] encoded(Delivery delivery) {
    return Topics.DELIVERIES.codec().encode(delivery);
  }

  private static byte[] encoded(SessionRecord session) {
    return Topics.SESSIONS.codec().encode(session);
  }
}
