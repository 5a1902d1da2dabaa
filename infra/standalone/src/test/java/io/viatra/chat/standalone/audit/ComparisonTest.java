package io.viatra.chat.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.standalone.audit.StoredConversation.Marks;
import io.viatra.chat.standalone.audit.StoredConversation.MemberRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Comparison COMPARISON = new Comparison(6, 3);

  private final Story story =
      Story.of("ana", "ben")
          .says("ana", "ana")
          .reads("ben", 2, 1)
          .adds("dora")
          .removes("dora", null);
  private final Map<String, MemberRow> rows =
      new HashMap<>(
          Map.of(
              "ana", row("owner", 0, null, 0, 0, 0L),
              "ben", row("member", 0, null, 2, 1, 1L),
              "dora", row("member", 2, 2L, 2, 2, null)));

  private static MemberRow row(
      String role,
      long joined,
      @Nullable Long left,
      long delivered,
      long read,
      @Nullable Long unread) {
    return new MemberRow(role, joined, left, new Marks(delivered, read), 1, unread);
  }

  private List<String> differences(Place place, StoredConversation.@Nullable Row row) {
    return differences(place, new Stored(), new StoredConversation(row, rows));
  }

  private List<String> differences(Place place, Stored stored, StoredConversation rows) {
    return COMPARISON.of(Story.ID, story.told, stored, rows).stream()
        .filter(each -> each.place() == place)
        .map(each ->
            "%s %s %s %s".formatted(each.userId(), each.what(), each.expected(), each.found()))
        .toList();
  }

  @Test
  void aReadModelThatIsAsTheLogHasItDiffersInNothing() {
    assertThat(differences(Place.POSTGRES, new StoredConversation.Row("group", 5, 2, 2))).isEmpty();
  }

  @Test
  void everyNumberOfTheReadModelIsHeldAgainstTheLog() {
    rows.put("ana", row("member", 1, 7L, 2, 1, null));
    rows.put("dora", row("admin", 2, null, 2, 2, 0L));
    rows.remove("ben");
    rows.put("zoe", row("member", 0, null, 0, 0, 0L));
    assertThat(differences(Place.POSTGRES, new StoredConversation.Row("channel", 6, 1, 3)))
        .containsExactly(
            "null last_seq 2 1",
            "null messages 2 3",
            "null type group channel",
            "null ver 5 6",
            "ana delivered_seq 0 2",
            "ana joined_seq 0 1",
            "ana left_seq none 7",
            "ana read_seq 0 1",
            "ana role owner member",
            "ana unread 0 none",
            "ben member a row none",
            "dora left_seq 2 none",
            "zoe member none a row");
  }

  @Test
  void aReceiptThatCameBeforeItsMemberIsNobodysRow() {
    rows.put("zoe", new MemberRow("member", 0, 0L, new Marks(1, 1), 0, null));
    assertThat(differences(Place.POSTGRES, new StoredConversation.Row("group", 5, 2, 2))).isEmpty();
  }

  @Test
  void aRowOfNothingIsADifference() {
    assertThat(differences(Place.POSTGRES, (StoredConversation.Row) null))
        .containsExactly("null conversation ver 5 none");
    var unknown =
        COMPARISON.of(
            Story.ID,
            null,
            null,
            new StoredConversation(new StoredConversation.Row("group", 5, 2, 2), Map.of()));
    assertThat(unknown).extracting(Difference::found).containsExactly("a row");
  }

  @Test
  void aCountIsHeldAgainstThePlainOne() {
    var stored = new Stored();
    stored.people.computeIfAbsent("ana", _ -> new Stored.OfPerson()).unread = 0L;
    stored.people.computeIfAbsent("ben", _ -> new Stored.OfPerson()).unread = Stores.UNREADABLE;
    stored.people.computeIfAbsent("dora", _ -> new Stored.OfPerson()).unread = 0L;
    assertThat(differences(Place.UNREAD, stored, StoredConversation.NONE))
        .containsExactly("ben unread 1 unreadable", "dora unread none 0");
  }

  @Test
  void aCrowdHasHeadsAndRowsAndNoCounts() {
    story.adds("carla").adds("emil");
    var stored = new Stored();
    stored.people.computeIfAbsent("ana", _ -> new Stored.OfPerson()).unread = 0L;
    assertThat(differences(Place.UNREAD, stored, StoredConversation.NONE))
        .containsExactly("ana unread none 0");
    assertThat(differences(Place.ROUTER, stored, StoredConversation.NONE))
        .contains("ben member a row none");
    assertThat(differences(Place.SEQUENCER, stored, StoredConversation.NONE)).hasSize(5);
  }

  @Test
  void theLogIsHeldAgainstItself() {
    story.reads("zoe", 1, 1).skipsVer().says("ana");
    assertThat(differences(Place.LOG, new Stored(), StoredConversation.NONE))
        .containsExactly("null ver 6 7", "zoe joining an event none");
  }
}
