package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.streams.router.RouterNumbers;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The router's stores and `chat.unread.v1`: a head in each partition that has a member, the
/// standing of each member, and the count. A row of somebody who left is a mark and no member's;
/// heads in partitions that have no member are nobody's any more.
///
/// @param crowd then there are no counts, because each message would change all of them; heads and
///   rows are as everywhere
record RouterComparison(
    Told truth, Stored stored, Comparison.Differences differences, int partitions, boolean crowd) {

  void compare() {
    heads();
    truth
        .people()
        .forEach((user, person) -> {
          if (person.isMember()) {
            member(user, person);
          }
        });
    stored.people.forEach((user, held) -> {
      var person = truth.people().get(user);
      if (person == null || !person.isMember()) {
        stranger(user, held);
      }
    });
  }

  /// Every `ver` reaches every member, so it reaches every partition that has one.
  private void heads() {
    var expected = new HashSet<Integer>();
    truth
        .people()
        .forEach((user, person) -> {
          if (person.isMember()) {
            expected.add(Partitions.of(user, partitions));
          }
        });
    for (int partition : expected) {
      var bytes = stored.heads.get(partition);
      var head = bytes == null ? null : RouterNumbers.head(bytes);
      var is = bytes == null ? Difference.NONE : Difference.UNREADABLE;
      compare(partition, "head.ver", truth.ver(), head == null ? is : head.ver());
      compare(partition, "head.last_seq", truth.lastSeq(), head == null ? is : head.lastSeq());
    }
  }

  private void compare(int partition, String what, Object expected, Object is) {
    if (!expected.equals(is)) {
      differences.note(Place.ROUTER, partition, what + "[" + partition + "]", null, expected, is);
    }
  }

  private void member(String user, Person person) {
    int partition = Partitions.of(user, partitions);
    var held = stored.people.getOrDefault(user, new Stored.OfPerson());
    long unread = truth.unread(person);
    var row =
        held.inbox == null ? null : RouterNumbers.member(held.inbox, stored.heads.get(partition));
    if (row == null || !row.member()) {
      var is = held.inbox == null || row != null ? Difference.NONE : Difference.UNREADABLE;
      differences.note(Place.ROUTER, partition, "member", user, "a row", is);
    } else {
      compare(Place.ROUTER, "delivered_seq", user, person.deliveredSeq(), row.deliveredSeq());
      compare(Place.ROUTER, "read_seq", user, person.readSeq(), row.readSeq());
      compare(Place.ROUTER, "unread", user, unread, row.unread());
    }
    compare(Place.UNREAD, "unread", user, crowd ? null : unread, held.unread);
  }

  /// Somebody who left keeps a row as a mark against frames that come late, and loses the count.
  private void stranger(String user, Stored.OfPerson held) {
    int partition = Partitions.of(user, partitions);
    var row = held.inbox == null ? null : RouterNumbers.member(held.inbox, null);
    if (row != null && row.member()) {
      differences.note(Place.ROUTER, partition, "member", user, Difference.NONE, "a row");
    }
    compare(Place.UNREAD, "unread", user, null, held.unread);
  }

  private void compare(
      Place place, String what, String user, @Nullable Long expected, @Nullable Long is) {
    if (!Objects.equals(expected, is)) {
      Object shown = is != null && is == Stores.UNREADABLE ? Difference.UNREADABLE : is;
      differences.note(place, Partitions.of(user, partitions), what, user, expected, shown);
    }
  }
}
