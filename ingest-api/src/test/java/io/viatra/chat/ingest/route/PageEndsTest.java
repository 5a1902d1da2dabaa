package io.viatra.chat.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.Membership.History;
import io.viatra.chat.ingest.read.Window;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.ingest.wire.Ticks;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageEndsTest {
  private static final UUID ID = UUID.fromString("018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f");

  @Test
  void theWholeHistoryHasNoEndsToGoOnFrom() {
    var page = PageEnds.of(me(0, 3), new Window.Newest(), messages(1, 3));

    assertThat(page.hasOlder()).isFalse();
    assertThat(page.hasNewer()).isFalse();
  }

  @Test
  void aMiddlePageGoesOnBothWays() {
    var page = PageEnds.of(me(0, 9), new Window.Before(7), messages(4, 6));

    assertThat(page.hasOlder()).isTrue();
    assertThat(page.oldest()).isEqualTo(4);
    assertThat(page.hasNewer()).isTrue();
    assertThat(page.newest()).isEqualTo(6);
  }

  @Test
  void historyEndsWhereTheMemberCame() {
    assertThat(PageEnds.of(me(3, 9), new Window.Before(7), messages(4, 6)).hasOlder()).isFalse();
  }

  @Test
  void fromAnEmptyPageTheWayGoesBack() {
    var newer = PageEnds.of(me(0, 9), new Window.After(9), List.of());
    assertThat(newer.hasNewer()).isFalse();
    assertThat(newer.hasOlder()).isTrue();
    assertThat(newer.oldest()).isEqualTo(10);

    var older = PageEnds.of(me(0, 9), new Window.Before(1), List.of());
    assertThat(older.hasOlder()).isFalse();
    assertThat(older.hasNewer()).isTrue();
    assertThat(older.newest()).isZero();
  }

  @Test
  void anEmptyConversationHasNoWayAtAll() {
    var page = PageEnds.of(me(0, 0), new Window.Newest(), List.of());

    assertThat(page.hasOlder()).isFalse();
    assertThat(page.hasNewer()).isFalse();
  }

  private static Membership me(long joinedSeq, long lastSeq) {
    return new Membership(
        ID, "ana", ConversationType.GROUP, Role.MEMBER, joinedSeq, 0, lastSeq, History.OWN);
  }

  private static List<Message> messages(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(PageEndsTest::message).toList().reversed();
  }

  private static Message message(long seq) {
    return new Message(
        ID,
        ID,
        seq,
        seq,
        "ana",
        MessageType.TEXT,
        "hi",
        "c" + seq,
        null,
        null,
        null,
        Map.of(),
        Ticks.NONE,
        false,
        null,
        Instant.EPOCH);
  }
}
