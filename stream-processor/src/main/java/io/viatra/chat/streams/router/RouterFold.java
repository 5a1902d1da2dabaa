package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.streams.Changelog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Heads and rows of one user partition, made anew from the deliveries that the log led to, by the
/// rules that made them first. Of what the rules decide only these two are kept: nobody is told,
/// counted or woken by a fold.
///
/// One thread.
public final class RouterFold {
  private static final long NO_TIME = 0;

  /// Counts that wait, some 100 bytes each, in each of many folds.
  private static final int WAITING_MAX = 1_000;

  private final FoldedState state;
  private CountRules counts;
  private DeliveryRules rules;

  /// @param stores empty ones by name: `heads` and `inbox`
  public RouterFold(Function<String, KeyValueStore<Bytes, byte[]>> stores) {
    state = new FoldedState(stores.apply(RouterStores.HEADS), stores.apply(RouterStores.INBOX));
    counts = new CountRules(state);
    rules = rules(counts);
  }

  private DeliveryRules rules(CountRules waiting) {
    var timers = RouterTimers.DEFAULTS;
    var tallies = new UnreadTallies(state);
    var audience = new Audience(state, new Nodes(timers), tallies);
    var pushes = new PushRules(state, audience, tallies, timers);
    return new DeliveryRules(state, audience, pushes, waiting);
  }

  public void take(Delivery delivery) {
    rules.decide(delivery, NO_TIME, NO_TIME).puts().forEach(state::put);
    if (counts.waiting() >= WAITING_MAX) {
      // What waits there would be published, and this is not.
      counts = new CountRules(state);
      rules = rules(counts);
    }
  }

  /// Somebody was asked to be woken: pushes that are still due must not ask again.
  public void pushed(PushRequest request) {
    var row = state.inbox(request.userId(), request.conversationId());
    if (request.seq() > row.joinedSeq()) {
      put(request.userId(), request.conversationId(), row, row.pushed(request.seq()));
    }
  }

  /// A watermark lay beyond the head.
  public void cut(UUID conversationId, String userId, long lastSeq) {
    var row = state.inbox(userId, conversationId);
    put(userId, conversationId, row, row.cut(lastSeq));
  }

  /// The changelogs of what a fold makes.
  public static List<Changelog> changelogs(String applicationId) {
    return List.of(
        Changelog.of(applicationId, RouterStores.HEADS, Map.of()),
        Changelog.of(applicationId, RouterStores.INBOX, Map.of()));
  }

  /// The changelogs of what is no fold of the log: open sockets, and pushes that are due.
  public static List<Changelog> unfolded(String applicationId) {
    return List.of(
        Changelog.of(applicationId, RouterStores.SESSIONS, Map.of()),
        Changelog.of(applicationId, RouterStores.PENDING, RouterStores.PENDING_LOG));
  }

  /// Whether a store is one of the two.
  public static boolean isStore(String name) {
    return name.equals(RouterStores.HEADS) || name.equals(RouterStores.INBOX);
  }

  /// The conversation of a key.
  public static UUID conversationOf(String store, Bytes key) {
    return store.equals(RouterStores.INBOX) ? StateKeys.conversationOf(key) : StateKeys.headOf(key);
  }

  /// Whom a key is about, as far as an operator may see it.
  public static String place(String store, Bytes key) {
    var id = conversationOf(store, key).toString();
    return store.equals(RouterStores.INBOX) ? id + " " + RouterNumbers.userOfInbox(key.get()) : id;
  }

  /// Whether a stored value of a key says what the folded one says.
  ///
  /// @param members of the conversation; those of other partitions do no harm
  public boolean isSame(
      String store, Bytes key, byte[] stored, byte[] folded, List<String> members) {
    return store.equals(RouterStores.INBOX)
        ? isSameRow(stored, folded)
        : isSameHead(key, stored, folded, members);
  }

  /// Whether a stored row says what the folded one says; see [InboxRow#isSame].
  private static boolean isSameRow(byte[] stored, byte[] folded) {
    return StateValues.inbox(stored).isSame(StateValues.inbox(folded));
  }

  /// Whether a stored head says what the folded one says to everybody who is there. What lies below
  /// all their bases may be pruned in one and not in the other: it depends on when receipts came.
  private boolean isSameHead(Bytes key, byte[] stored, byte[] folded, List<String> members) {
    var id = StateKeys.headOf(key);
    long floor =
        members.stream()
            .map(user -> state.inbox(user, id))
            .filter(InboxRow::member)
            .mapToLong(InboxRow::base)
            .min()
            .orElse(Long.MAX_VALUE - 1);
    return StateValues.head(stored).pruned(floor).equals(StateValues.head(folded).pruned(floor));
  }

  private void put(String userId, UUID conversationId, InboxRow before, InboxRow after) {
    if (!after.equals(before)) {
      state.put(new Put.OfInbox(userId, conversationId, after));
    }
  }
}
