package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerIT {
  private final TestDatabase database = TestDatabase.migrated();
  private final Story story = new Story();
  private final Written written;

  LedgerIT() throws SQLException {
    written = new Written(database);
  }

  @BeforeEach
  void created() throws SQLException {
    written.transaction(new Change.Happened(story.created("ana", "ben")));
  }

  @AfterEach
  void close() {
    written.close();
  }

  private void happened(ChatEvent... events) throws SQLException {
    for (ChatEvent event : events) {
      written.transaction(new Change.Happened(event));
    }
  }

  @Test
  void batchesOfAnySizeAndRepetitionGiveIdenticalTables() throws SQLException {
    long seed = System.nanoTime();
    List<Change> changes = RandomStories.tell(seed, 4, 400);
    Random random = new Random(seed);

    TestDatabase oneByOne = TestDatabase.migrated();
    try (Written each = new Written(oneByOne)) {
      each.each(changes);
    }
    Map<String, String> expected = oneByOne.digests();

    TestDatabase atOnce = TestDatabase.migrated();
    try (Written all = new Written(atOnce)) {
      all.transaction(changes);
    }
    assertThat(atOnce.digests()).as("at once, seed %d", seed).isEqualTo(expected);

    TestDatabase copied = TestDatabase.migrated();
    try (Written all = new Written(copied, Ledger::filling)) {
      for (int from = 0, to; from < changes.size(); from = to) {
        to = Math.min(changes.size(), from + 1 + random.nextInt(80));
        all.transaction(changes.subList(from, to));
      }
    }
    assertThat(copied.digests()).as("copied, seed %d", seed).isEqualTo(expected);
    TestDatabase inBatches = TestDatabase.migrated();
    try (Written batches = new Written(inBatches)) {
      for (int from = 0, to; from < changes.size(); from = to) {
        to = Math.min(changes.size(), from + 1 + random.nextInt(40));
        batches.transaction(changes.subList(from, to));
        // Some of it again, as a restored database would meet it.
        batches.transaction(changes.subList(random.nextInt(from + 1), to));
      }
      assertThat(inBatches.digests()).as("in batches, seed %d", seed).isEqualTo(expected);

      batches.transaction(changes);
      assertThat(inBatches.digests()).as("all again, seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void receiptsMayComeBeforeTheirMembersAndChangeNothingForOutsiders() throws SQLException {
    Story later = new Story();
    ChatEvent creation = later.created("ana", "ben");
    MessageSent sent = later.sent("ana");
    written.transaction(new Change.Advanced(later.receipt("ben", 1, 1)));

    assertThat(members(later, "left_seq IS NULL")).isEmpty();

    happened(creation, sent);
    assertThat(members(later, "left_seq IS NULL"))
        .containsExactly("ana|owner|0|0|0", "ben|member|0|1|1");
  }

  @Test
  void deletingTakesEveryContentOfTheRow() throws SQLException {
    MessageSent first = story.sent("ana");
    MessageSent sent = story.rich("ana", first);
    happened(first, sent, story.reacted(sent, "ben", "👍", true), story.deleted(sent, "ben"));

    assertThat(
            database.rows(
                """
                SELECT seq, body_kind, body_text, body_key_id, body_nonce, body_ciphertext,
                       reply_to, attachment, metadata, deleted_by, ver
                FROM messages WHERE deleted_at IS NOT NULL
                """))
        .containsExactly("2|-|-|-|-|-|-|-|-|ben|5");
    assertThat(database.count("reactions")).isZero();
  }

  @Test
  void bodiesAttachmentsAndMetadataAreStoredVerbatim() throws SQLException {
    String text = "a \"quote\", a \\ back\\slash, {braces}, NULL, ünï ❤️\n\ttab 'x'; DROP TABLE";
    MessageSent first = story.sent("ana", text);
    happened(first, story.rich("ana", first), story.sent("ana", "NULL"));

    assertThat(database.rows("SELECT body_text FROM messages WHERE seq IN (1, 3) ORDER BY seq"))
        .containsExactly(text, "NULL");
    assertThat(
            database.rows(
                """
                SELECT body_kind, body_key_id, body_nonce, body_ciphertext, reply_to,
                       attachment ->> 'url', attachment ->> 'size', metadata ->> 'mood'
                FROM messages WHERE seq = 2
                """))
        .containsExactly(
            "encrypted|key-1|bm9uY2U=|Y2lwaGVy|"
                + first.messageId()
                + "|https://files.example/a\"b\\c.png|12|fine");
  }

  @Test
  void whatIsCopiedIsVerbatimToo() throws SQLException {
    String text = "a \"quote\", \\N, \\t, a \\ back\\slash, {braces}, NULL, ünï ❤️\n\r\n\ttab \\.";
    TestDatabase copied = TestDatabase.migrated();
    try (Written all = new Written(copied, Ledger::filling)) {
      Story other = new Story();
      all.transaction(
          new Change.Happened(other.created("ana", "ben")),
          new Change.Happened(other.sent("ana", text)),
          new Change.Happened(other.sent("ana", "\\N")),
          new Change.Happened(other.sent("ana", "\\.")));
    }
    assertThat(copied.rows("SELECT body_text FROM messages ORDER BY seq"))
        .containsExactly(text, "\\N", "\\.");
  }

  @Test
  void unreadLeavesOutWhatIsOwnReadDeletedOrFromBeforeJoining() throws SQLException {
    MessageSent readByBen = story.sent("ana");
    MessageSent deleted = story.sent("ana");
    happened(
        readByBen,
        deleted,
        story.sent("ben"),
        story.sent("ana"),
        story.added("ana", "carla"),
        story.deleted(deleted, "ana"),
        story.sent("ana", new MessageBody.Plain("x"), null, 3L));
    written.transaction(new Change.Advanced(story.receipt("ben", 1, 1)));

    assertThat(database.rows("SELECT user_id, unread FROM unread_counts ORDER BY user_id"))
        .containsExactly("ana|0", "ben|2", "carla|1");
  }

  @Test
  void anOwnerWhoLeavesHasAnHeirAndWhoHandsOverIsAnAdmin() throws SQLException {
    happened(story.added("ana", "carla"), story.handedOver("ana", "ben"));
    assertThat(roles()).containsExactly("ana|admin", "ben|owner", "carla|member");
    happened(story.left("ben", "ana"));
    assertThat(roles()).containsExactly("ana|owner", "carla|member");
  }

  @Test
  void aMembershipBeginsAtItsJoiningAndWithoutSettings() throws SQLException {
    happened(story.sent("ana"), story.settings("ben", story.now(), true));
    happened(story.removed("ana", "ben"), story.sent("ana"), story.added("ana", "ben"));
    assertThat(members(story, "user_id = 'ben'")).containsExactly("ben|member|2|2|2");
    assertThat(
            database.rows(
                "SELECT pinned_at, marked_unread FROM conversation_members WHERE user_id = 'ben'"))
        .containsExactly("-|f");
  }

  @Test
  void settingsLeaveTheConversationsVersionAlone() throws SQLException {
    happened(story.settings("ben", story.now(), true));
    assertThat(database.rows("SELECT ver FROM conversations")).containsExactly("1");
    happened(story.settings("ben", null, false));
    assertThat(
            database.rows(
                "SELECT pinned_at, marked_unread FROM conversation_members WHERE user_id = 'ben'"))
        .containsExactly("-|f");
  }

  @Test
  void aReactionIsANewVersionOfItsMessageAndChangesNoWord() throws SQLException {
    MessageSent sent = story.sent("ana");
    happened(sent, story.edited(sent, "better"));
    happened(story.reacted(sent, "ben", "👍", true));
    assertThat(database.rows("SELECT ver, body_text FROM messages")).containsExactly("4|better");
    happened(story.deleted(sent, "ana"));
    assertThat(database.rows("SELECT ver, body_text FROM messages")).containsExactly("5|-");
  }

  @Test
  void aMessageKeepsTheVersionItCameWithWhetherChangedInItsBatchOrLater() throws SQLException {
    MessageSent first = story.sent("ana");
    MessageSent second = story.sent("ben");
    written.transaction(
        new Change.Happened(first),
        new Change.Happened(second),
        new Change.Happened(story.edited(first, "better")));
    happened(story.deleted(second, "ben"));
    assertThat(database.rows("SELECT seq, created_ver, ver FROM messages ORDER BY seq"))
        .containsExactly("1|2|4", "2|3|5");
  }

  @Test
  void aConversationTellsWhatKindOfThingChangedItLast() throws SQLException {
    assertThat(versions()).containsExactly("1|0|1");
    MessageSent sent = story.sent("ana");
    happened(sent);
    assertThat(versions()).containsExactly("2|0|1");
    happened(story.reacted(sent, "ben", "👍", true));
    assertThat(versions()).containsExactly("3|3|1");
    written.transaction(
        new Change.Happened(story.added("ana", "carla")),
        new Change.Happened(story.edited(sent, "better")),
        new Change.Happened(story.sent("ben")));
    assertThat(versions()).containsExactly("6|5|4");
    happened(story.handedOver("ana", "ben"), story.removed("ben", "carla"));
    assertThat(versions()).containsExactly("8|5|8");
    happened(story.deleted(sent, "ana"));
    assertThat(versions()).containsExactly("9|9|8");
  }

  private List<String> versions() throws SQLException {
    return database.rows("SELECT ver, changed_ver, frame_ver FROM conversations");
  }

  private List<String> roles() throws SQLException {
    return database.rows(
        "SELECT user_id, role FROM conversation_members WHERE left_seq IS NULL ORDER BY user_id");
  }

  @Test
  void anOwnerThatHasBeenReplacedWritesNothing() throws SQLException {
    TopicPartition partition = new TopicPartition("p", 0);
    Ledger former = written.ledger();
    Ledger present = written.ledger();
    assertThat(former.positions(Set.of(partition))).isEqualTo(Map.of(partition, 0L));
    Fold fold = new Fold();
    fold.add(new Change.Happened(story.sent("ana")));

    assertThat(present.write(new Fold(), List.of(new Step(partition, 0, 5, 7)))).isTrue();
    assertThat(former.write(fold, List.of(new Step(partition, 0, 1, 3)))).isFalse();

    assertThat(database.count("messages")).isZero();
    assertThat(former.positions(Set.of(partition))).isEqualTo(Map.of(partition, 5L));
    assertThat(database.rows("SELECT next, cmd FROM sink_progress WHERE topic = 'p'"))
        .containsExactly("5|7");
  }

  @Test
  void onePartitionOfAnotherOwnerHoldsUpTheWholeTransaction() throws SQLException {
    TopicPartition mine = new TopicPartition("p", 0);
    TopicPartition lost = new TopicPartition("p", 1);
    Ledger ledger = written.ledger();
    ledger.positions(Set.of(mine, lost));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(mine, 0, 3, -1));
    steps.add(new Step(lost, 2, 3, -1));

    assertThat(ledger.write(new Fold(), steps)).isFalse();
    assertThat(ledger.positions(Set.of(mine))).isEqualTo(Map.of(mine, 0L));
  }

  private List<String> members(Story of, String condition) throws SQLException {
    return database.rows(
        "SELECT user_id, role, joined_seq, delivered_seq, read_seq FROM conversation_members"
            + " WHERE conversation_id = '"
            + of.id
            + "' AND "
            + condition
            + " ORDER BY user_id");
  }
}
