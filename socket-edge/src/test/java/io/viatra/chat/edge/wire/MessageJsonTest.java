package io.viatra.chat.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.Samples;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Reaction;
import io.viatra.chat.schemas.event.MessageDeleted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
  private static final UUID CONVERSATION = UUID.fromString("11111111-2222-4333-8444-555555555555");
  private static final UUID MESSAGE = UUID.fromString("99999999-2222-5333-8444-555555555555");

  @Test
  void aLiveMessageHasEveryFieldOfTheContractInItsPlace() {
    var json = MessageJson.sent(Samples.message(CONVERSATION, 5, 4, "ana"));
    assertThat(json.remove("id")).isNotNull();
    assertThat(json)
        .hasToString(
            """
            {"conversationId":"11111111-2222-4333-8444-555555555555","seq":4,"ver":5,\
            "senderId":"ana","messageType":"text","content":"hello 4","clientMessageId":"c4",\
            "reactions":{},"deliveredTo":[],"readBy":[],"deliveredCount":0,"readCount":0,\
            "isDeleted":false,"createdAt":"2026-11-01T10:00:00.000Z"}\
            """);
  }

  @Test
  void aTombstoneKeepsItsPlaceAndLosesItsContent() {
    var target =
        new MessageRef(MESSAGE, 4, "ana", MessageType.IMAGE, null, Instant.ofEpochMilli(1));
    var ticks = new MessageTicks(List.of(), List.of(), 0, 0);
    var json =
        MessageJson.tombstone(
            new MessageDeleted(CONVERSATION, 9, Samples.AT, target, "ben"), ticks);
    assertThat(json)
        .hasToString(
            """
            {"id":"99999999-2222-5333-8444-555555555555",\
            "conversationId":"11111111-2222-4333-8444-555555555555","seq":4,"ver":9,\
            "senderId":"ana","messageType":"image","content":null,"clientMessageId":null,\
            "reactions":{},"deliveredTo":[],"readBy":[],"deliveredCount":0,"readCount":0,\
            "isDeleted":true,"createdAt":"1970-01-01T00:00:00.001Z"}\
            """);
    var uncounted =
        MessageJson.tombstone(new MessageDeleted(CONVERSATION, 9, Samples.AT, target, "ben"), null);
    json.remove(List.of("deliveredCount", "readCount"));
    assertThat(uncounted).isEqualTo(json);
  }

  @Test
  void aChangedMessageComesWithAllItHas() {
    var target = new MessageRef(MESSAGE, 4, "ana", MessageType.TEXT, "c4", Samples.AT);
    var content = new MessageContent(new MessageBody.Plain("better"), MESSAGE, null, null);
    var json =
        MessageJson.changed(
            new MessageState(
                CONVERSATION,
                9,
                target,
                content,
                List.of(new Reaction("👍", List.of("ana", "ben"))),
                new MessageTicks(List.of("ben"), List.of(), 1, 0),
                Samples.AT.plusSeconds(1)));
    assertThat(json)
        .hasToString(
            """
            {"id":"99999999-2222-5333-8444-555555555555",\
            "conversationId":"11111111-2222-4333-8444-555555555555","seq":4,"ver":9,\
            "senderId":"ana","messageType":"text","content":"better","clientMessageId":"c4",\
            "replyToId":"99999999-2222-5333-8444-555555555555",\
            "reactions":{"👍":["ana","ben"]},"deliveredTo":["ben"],"readBy":[],\
            "deliveredCount":1,"readCount":0,"isDeleted":false,\
            "editedAt":"2026-11-01T10:00:01.000Z","createdAt":"2026-11-01T10:00:00.000Z"}\
            """);
  }

  @Test
  void smallEventsHaveTheFieldsOfTheContract() {
    assertThat(EventJson.receipt(CONVERSATION, List.of(MESSAGE), 4, "ben", Samples.AT))
        .hasToString(
            """
            {"conversationId":"11111111-2222-4333-8444-555555555555",\
            "messageIds":["99999999-2222-5333-8444-555555555555"],"upToSeq":4,"userId":"ben",\
            "at":"2026-11-01T10:00:00.000Z"}\
            """);
    assertThat(EventJson.typing(CONVERSATION, List.of("ana"), Samples.AT))
        .hasToString(
            """
            {"conversationId":"11111111-2222-4333-8444-555555555555","userIds":["ana"],\
            "expiresAt":"2026-11-01T10:00:00.000Z"}\
            """);
    assertThat(EventJson.error("RATE_LIMITED", "slow down", Duration.ofMillis(7)))
        .hasToString("{\"code\":\"RATE_LIMITED\",\"message\":\"slow down\",\"retryAfterMs\":7}");
    assertThat(EventJson.error("INVALID", "no", null))
        .hasToString("{\"code\":\"INVALID\",\"message\":\"no\"}");
  }
}
