package io.viatra.chat.standalone.audit;

import io.viatra.chat.streams.sequencer.SequencerNumbers;
import org.jspecify.annotations.Nullable;

/// The sequencer's stores: numbers of the conversation, and the standing of each member. Who left
/// has no row.
record SequencerComparison(Told truth, Stored stored, Comparison.Differences differences) {

  void compare() {
    conversation(stored.conversation);
    truth
        .people()
        .forEach((user, person) -> {
          if (person.isMember()) {
            var held = stored.people.get(user);
            member(user, person, held == null ? null : held.member);
          }
        });
    stored.people.forEach((user, held) -> {
      var person = truth.people().get(user);
      if (held.member != null && (person == null || !person.isMember())) {
        note("member", user, Difference.NONE, "a row");
      }
    });
  }

  /// It stays when the last one leaves: nobody may take its id again.
  private void conversation(byte @Nullable [] bytes) {
    if (bytes == null) {
      if (Comparison.isBegun(truth)) {
        note("conversation", null, "ver " + truth.ver(), Difference.NONE);
      }
      return;
    }
    if (!Comparison.isBegun(truth)) {
      note("conversation", null, Difference.NONE, "a row");
      return;
    }
    var row = SequencerNumbers.conversation(bytes);
    if (row == null) {
      note("conversation", null, "ver " + truth.ver(), Difference.UNREADABLE);
      return;
    }
    compare("type", null, Comparison.word(truth.type()), Comparison.word(row.type()));
    compare("ver", null, truth.ver(), row.ver());
    compare("last_seq", null, truth.lastSeq(), row.lastSeq());
    compare("members", null, truth.members(), row.members());
  }

  private void member(String user, Person person, byte @Nullable [] bytes) {
    var row = bytes == null ? null : SequencerNumbers.member(bytes);
    if (row == null) {
      var is = bytes == null ? Difference.NONE : Difference.UNREADABLE;
      note("member", user, Comparison.word(person.role()), is);
      return;
    }
    compare("role", user, Comparison.word(person.role()), Comparison.word(row.role()));
    compare("joined_seq", user, person.joinedSeq(), row.joinedSeq());
    compare("delivered_seq", user, person.deliveredSeq(), row.deliveredSeq());
    compare("read_seq", user, person.readSeq(), row.readSeq());
  }

  private void compare(
      String what, @Nullable String user, @Nullable Object expected, @Nullable Object is) {
    differences.compare(Place.SEQUENCER, what, user, expected, is);
  }

  private void note(
      String what, @Nullable String user, @Nullable Object expected, @Nullable Object is) {
    differences.note(Place.SEQUENCER, what, user, expected, is);
  }
}
