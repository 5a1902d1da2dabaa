package io.viatra.chat.standalone.audit;

import io.viatra.chat.standalone.audit.StoredConversation.MemberRow;
import org.jspecify.annotations.Nullable;

/// The read model: numbers of the conversation, every membership that there is or was, and what its
/// view makes of unread. A row of version 0 is a receipt that came before its member, and nobody's.
record PostgresComparison(Told truth, StoredConversation rows, Comparison.Differences differences) {

  void compare() {
    conversation(rows.row());
    truth
        .people()
        .forEach((user, person) -> {
          if (person.wasMember()) {
            member(user, person, rows.members().get(user));
          }
        });
    rows.members()
        .forEach((user, row) -> {
          var person = truth.people().get(user);
          if ((person == null || !person.wasMember()) && row.ver() > 0) {
            note("member", user, Difference.NONE, "a row");
          }
        });
  }

  private void conversation(StoredConversation.@Nullable Row row) {
    if (row == null) {
      if (Comparison.isBegun(truth)) {
        note("conversation", null, "ver " + truth.ver(), Difference.NONE);
      }
      return;
    }
    if (!Comparison.isBegun(truth)) {
      note("conversation", null, Difference.NONE, "a row");
      return;
    }
    compare("type", null, Comparison.word(truth.type()), row.type());
    compare("ver", null, truth.ver(), row.ver());
    compare("last_seq", null, truth.lastSeq(), row.lastSeq());
    // With a key of (conversation, seq), as many as the last one means each of them.
    compare("messages", null, truth.lastSeq(), row.messages());
  }

  private void member(String user, Person person, @Nullable MemberRow row) {
    if (row == null) {
      note("member", user, "a row", Difference.NONE);
      return;
    }
    compare("joined_seq", user, person.joinedSeq(), row.joinedSeq());
    compare("left_seq", user, person.leftSeq(), row.leftSeq());
    compare("delivered_seq", user, person.deliveredSeq(), row.marks().delivered());
    compare("read_seq", user, person.readSeq(), row.marks().read());
    if (person.isMember()) {
      compare("role", user, Comparison.word(person.role()), row.role());
      compare("unread", user, truth.unread(person), row.unread());
    }
  }

  private void compare(
      String what, @Nullable String user, @Nullable Object expected, @Nullable Object is) {
    differences.compare(Place.POSTGRES, what, user, expected, is);
  }

  private void note(
      String what, @Nullable String user, @Nullable Object expected, @Nullable Object is) {
    differences.note(Place.POSTGRES, what, user, expected, is);
  }
}
