package io.viatra.chat.ingest.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.read.ListFilter;
import io.viatra.chat.ingest.read.ListPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private static final UUID CONVERSATION = UUID.fromString("018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f");
  private static final ListFilter ALL = new ListFilter(false, null);

  private final Cursors cursors = new Cursors("secret".getBytes(StandardCharsets.UTF_8));

  @Test
  void aHistoryCursorOpensForItsUserAndConversation() {
    var cursor = cursors.history("ana", CONVERSATION, 41);

    assertThat(cursors.history(cursor, "ana", CONVERSATION)).hasValue(41);
  }

  @Test
  void aHistoryCursorOpensForNobodyElse() {
    var cursor = cursors.history("ana", CONVERSATION, 41);

    assertThat(cursors.history(cursor, "ben", CONVERSATION)).isEmpty();
    assertThat(cursors.history(cursor, "ana", UUID.randomUUID())).isEmpty();
    assertThat(other().history(cursor, "ana", CONVERSATION)).isEmpty();
  }

  @Test
  void aListCursorKeepsItsPlaceToTheMicrosecond() {
    var place = new ListPosition(Instant.parse("2026-11-22T18:00:00.123456Z"), CONVERSATION);
    var cursor = cursors.list("ana", ALL, place);

    assertThat(cursors.list(cursor, "ana", ALL)).contains(place);
  }

  @Test
  void aListCursorBelongsToItsFilter() {
    var place = new ListPosition(Instant.EPOCH, CONVERSATION);
    var cursor = cursors.list("ana", ALL, place);

    assertThat(cursors.list(cursor, "ana", new ListFilter(true, null))).isEmpty();
    assertThat(cursors.list(cursor, "ana", new ListFilter(false, ""))).isEmpty();
    assertThat(cursors.list(cursor, "ben", ALL)).isEmpty();
  }

  @Test
  void aCursorOfOneKindIsNoneOfTheOther() {
    var history = cursors.history("ana", CONVERSATION, 1);
    var list = cursors.list("ana", ALL, new ListPosition(Instant.EPOCH, CONVERSATION));

    assertThat(cursors.list(history, "ana", ALL)).isEmpty();
    assertThat(cursors.history(list, "ana", CONVERSATION)).isEmpty();
  }

  @Test
  void everyChangedByteIsNoticed() {
    var bytes = Base64.getUrlDecoder().decode(cursors.history("ana", CONVERSATION, 41));

    for (int i = 0; i < bytes.length; i++) {
      var forged = bytes.clone();
      forged[i] ^= 1;
      var text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
      assertThat(cursors.history(text, "ana", CONVERSATION)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void anyTextMayBeSent() {
    for (var text : new String[] {"", "41", "%%%", "\u0000", "AAAA", "A".repeat(100_000), "ü"}) {
      assertThat(cursors.history(text, "ana", CONVERSATION)).isEmpty();
      assertThat(cursors.list(text, "ana", ALL)).isEmpty();
    }
  }

  private static Cursors other() {
    return new Cursors("another secret".getBytes(StandardCharsets.UTF_8));
  }
}
