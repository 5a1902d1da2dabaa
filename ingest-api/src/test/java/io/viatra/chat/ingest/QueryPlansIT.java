package io.viatra.chat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// What PostgreSQL itself counts: how often each table was read from end to end, whatever the
/// statements look like. Without caches, over tables that are large enough for a planner to have a
/// choice: 40,000 groups and a channel, 140,000 messages.
class QueryPlansIT {
  private static final int GROUPS = 40_000;
  private static final int USERS = 2_000;
  private static final int CHANNEL_MEMBERS = 1_500;
  private static final int CHANNEL_MESSAGES = 20_000;

  /// Two dozen rows, which are always read whole.
  private static final String SCANS =
      """
      SELECT regexp_replace(relname, '_[0-9]+$', ''), sum(seq_scan)::bigint, sum(idx_scan)::bigint
      FROM pg_stat_user_tables
      WHERE relname NOT LIKE 'flyway%' AND relname NOT IN ('sink_progress', 'devices')
      GROUP BY 1
      """;

  private record Scans(long sequential, long byIndex) {}

  @Test
  void noReadWalksOverAWholeTable() throws Exception {
    Map<String, Scans> before;
    Map<String, Scans> after;
    try (var fixture = IngestFixture.start(Map.of("CHAT_CACHE", "off"))) {
      fill(fixture);
      before = scans(fixture);
      readEverything(fixture);
      fixture.running().close();
      // A connection tells what it did when it ends, at the latest.
      while (!fixture
          .rows(
              "SELECT 1 FROM pg_stat_activity WHERE application_name = 'ingest-api'"
                  + " AND datname = current_database()")
          .isEmpty()) {
        LockSupport.parkNanos(20_000_000);
      }
      after = scans(fixture);
    }
    assertThat(after.keySet())
        .contains("conversations", "conversation_members", "messages", "reactions");
    after.forEach((table, scans) -> {
      var earlier = before.getOrDefault(table, new Scans(0, 0));
      assertThat(scans.sequential - earlier.sequential).as("whole scans of %s", table).isZero();
      assertThat(scans.byIndex - earlier.byIndex).as("index scans of %s", table).isPositive();
    });
  }

  private static Map<String, Scans> scans(IngestFixture fixture) throws SQLException {
    var scans = new TreeMap<String, Scans>();
    for (var row : fixture.rows(SCANS)) {
      scans.put(row.getFirst(), new Scans(Long.parseLong(row.get(1)), Long.parseLong(row.get(2))));
    }
    return scans;
  }

  private static void readEverything(IngestFixture fixture) {
    for (int user = 1; user <= 3; user++) {
      var reader = fixture.as("user-" + user);
      get(reader, "/unread");
      get(reader, "/conversations?limit=50");
      get(reader, "/conversations?archived=true");
      get(reader, "/conversations?q=Ward");
      get(reader, "/presence?userIds=user-7,user-8");
      for (var id : List.of(group(user), group(0))) {
        read(reader, id);
      }
    }
  }

  private static void read(Client reader, String id) {
    get(reader, "/conversations/" + id);
    var newest = get(reader, "/conversations/" + id + "/messages?limit=2");
    var message = newest.at("/messages/1/id").asText();
    var path = "/conversations/" + id + "/messages";
    get(reader, path + "?limit=20&before=" + newest.at("/nextCursor").asText());
    get(reader, path + "?limit=20&around=" + message);
    get(reader, "/conversations/" + id + "/changes?since=5");
    get(reader, "/messages/" + message + "/receipts");
  }

  private static Reply get(Client reader, String path) {
    var reply = reader.get(path);
    assertThat(reply.status()).as(path).isEqualTo(200);
    return reply;
  }

  private static String group(int number) {
    return new UUID(0, number).toString();
  }

  private static void fill(IngestFixture fixture) throws SQLException {
    var id = "('00000000-0000-0000-0000-' || lpad(to_hex(%s), 12, '0'))::uuid";
    conversations(fixture, id.formatted("g"), "'group'", "1, " + GROUPS, 3);
    conversations(fixture, id.formatted("g"), "'channel'", "0, 0", CHANNEL_MESSAGES);
    // Four members each; the first three users are in fifty groups.
    members(fixture, id.formatted("g"), "1, " + GROUPS, 4);
    members(fixture, id.formatted("g"), "0, 0", CHANNEL_MEMBERS);
    messages(fixture, id.formatted("g"), "1, " + GROUPS, 3);
    messages(fixture, id.formatted("g"), "0, 0", CHANNEL_MESSAGES);
    fixture.sql(
        "INSERT INTO reactions SELECT conversation_id, seq, '+', 'user-1', now() FROM messages"
            + " WHERE seq % 10 = 0");
    fixture.sql("VACUUM ANALYZE");
  }

  private static void conversations(
      IngestFixture fixture, String id, String type, String groups, int messages)
      throws SQLException {
    fixture.sql(
        """
        INSERT INTO conversations (id, type, name, created_by, created_at, last_seq, active_at, ver,
          changed_ver, frame_ver)
        SELECT %s, %s, 'Ward ' || g, 'user-1', now() - interval '1 day', %d,
          now() - g * interval '1 second', %d, %d, 1 FROM generate_series(%s) g
        """
            .formatted(id, type, messages, messages + 1, messages + 1, groups));
  }

  private static void members(IngestFixture fixture, String id, String groups, int count)
      throws SQLException {
    fixture.sql(
        """
        INSERT INTO conversation_members (conversation_id, user_id, role, left_seq, delivered_seq,
          read_seq, ver)
        SELECT %s, 'user-' || (CASE WHEN m <= 3 AND g %% 3200 < 4 THEN m ELSE
            4 + (g * 13 + m) %% %d END), CASE m WHEN 1 THEN 'owner' ELSE 'member' END,
          NULL, 10, 5, 1 FROM generate_series(%s) g, generate_series(1, %d) m
        ON CONFLICT DO NOTHING
        """
            .formatted(id, USERS, groups, count));
  }

  private static void messages(IngestFixture fixture, String id, String groups, int count)
      throws SQLException {
    fixture.sql(
        """
        INSERT INTO messages (conversation_id, seq, id, sender_id, client_message_id, type, body_kind,
          body_text, created_at, created_ver, ver)
        SELECT %s, s, gen_random_uuid(), 'user-' || (1 + s %% 10), 'client-' || s, 'text', 'plain',
          repeat('Bed ' || s || ' needs a look. ', 3), now() - (%d - s) * interval '1 second',
          s + 1, s + 1 FROM generate_series(%s) g, generate_series(1, %d) s
        """
            .formatted(id, count, groups, count));
  }
}
