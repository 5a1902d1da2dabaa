package io.viatra.chat.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireJsonTest {
  private static final UUID ID = UUID.fromString("018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f");
  private static final Instant WHOLE_SECOND = Instant.parse("2026-11-22T18:00:00Z");

  @Test
  void aMessageHasTheFieldsOfTheContractInTheirForm() {
    var message =
        new Message(
            ID,
            ID,
            3L,
            7L,
            "ana",
            MessageType.IMAGE,
            "hi",
            "c1",
            ID,
            new Attachment("https://x", "x", 1, "image/png"),
            JsonNodeFactory.instance.objectNode().put("k", 1),
            Map.of("👍", List.of("ben")),
            Ticks.listed(List.of("ben"), List.of()),
            false,
            WHOLE_SECOND,
            WHOLE_SECOND);

    assertThat(json(new Envelope.OneMessage(message)))
        .isEqualTo(
            """
            {"message":{"id":"ID","conversationId":"ID","seq":3,"ver":7,"senderId":"ana",\
            "messageType":"image","content":"hi","clientMessageId":"c1","replyToId":"ID",\
            "attachment":{"url":"https://x","name":"x","size":1,"mimeType":"image/png"},\
            "metadata":{"k":1},"reactions":{"👍":["ben"]},"deliveredTo":["ben"],"readBy":[],\
            "deliveredCount":1,"readCount":0,"isDeleted":false,\
            "editedAt":"2026-11-22T18:00:00.000Z","createdAt":"2026-11-22T18:00:00.000Z"}}\
            """
                .replace("ID", ID.toString()));
  }

  @Test
  void whatIsNotKnownYetIsNullAndWhatIsOptionalIsAbsent() {
    var message =
        new Message(
            ID,
            ID,
            null,
            null,
            "ana",
            MessageType.TEXT,
            null,
            "c1",
            null,
            null,
            null,
            Map.of(),
            Ticks.NONE,
            true,
            null,
            WHOLE_SECOND);

    assertThat(json(new Envelope.OneMessage(message)))
        .contains("\"seq\":null,\"ver\":null", "\"content\":null", "\"isDeleted\":true")
        .doesNotContain("replyToId", "attachment", "metadata", "editedAt");
  }

  @Test
  void aConversationHasTheFieldsOfTheContractInTheirForm() {
    var conversation =
        new Conversation(
            ID,
            ConversationType.DIRECT,
            null,
            null,
            List.of("ana"),
            List.of(new Participant("ana", Role.OWNER, 0, 2, 1)),
            2,
            5,
            null,
            null,
            1,
            new OwnSettings(null, null, null, false),
            JsonNodeFactory.instance.objectNode(),
            WHOLE_SECOND);

    assertThat(json(new Envelope.OneConversation(conversation)))
        .isEqualTo(
            """
            {"conversation":{"id":"ID","type":"direct","participantIds":["ana"],\
            "participants":[{"userId":"ana","role":"owner","joinedSeq":0,"deliveredSeq":2,\
            "readSeq":1}],"lastSeq":2,"ver":5,"unreadCount":1,"markedUnread":false,\
            "metadata":{},"createdAt":"2026-11-22T18:00:00.000Z"}}\
            """
                .replace("ID", ID.toString()));
  }

  @Test
  void cursorsAreNullAtTheEnd() {
    assertThat(json(new Envelope.Messages(List.of(), null, null)))
        .isEqualTo("{\"messages\":[],\"nextCursor\":null,\"prevCursor\":null}");
    assertThat(json(new Envelope.Conversations(List.of(), null)))
        .isEqualTo("{\"conversations\":[],\"nextCursor\":null}");
  }

  @Test
  void unreadIsByConversation() {
    assertThat(json(new Envelope.Unread(2, Map.of(ID, 2L))))
        .isEqualTo("{\"total\":2,\"conversations\":{\"" + ID + "\":2}}");
  }

  private static String json(Envelope envelope) {
    return new String(WireJson.bytes(envelope), StandardCharsets.UTF_8);
  }
}
