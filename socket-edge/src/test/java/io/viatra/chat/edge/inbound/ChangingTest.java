package io.viatra.chat.edge.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.FakeAck;
import io.viatra.chat.edge.FakeOutlet;
import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.TokenBucket;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.runtime.json.JsonProblem;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ben said something; Ana reads the same conversation.
class ChangingTest {
  private final UUID conversation = UUID.randomUUID();
  private final UUID messageId = UUID.randomUUID();
  private final MessageRef ref =
      new MessageRef(messageId, 7, "ben", MessageType.TEXT, "c7", Samples.AT);
  private final MessageContent said =
      new MessageContent(new MessageBody.Plain("hello"), null, null, null);
  private final FakeSessions sessions = new FakeSessions();
  private final FakeOutlet outlet = new FakeOutlet();
  private final Knowing reads = new Knowing();
  private final Bounded limits = new Bounded();
  private final Changing changing =
      new Changing(new Conversations(reads, new MessageIndex()), limits, outlet);

  @Test
  void anEditBringsTheMessageAlongAndIsAckedWhenItIsDurable() {
    var ack = new FakeAck();
    edit("ben", "\"hello again\"", ack);
    assertThat(outlet.sent().getFirst().value())
        .isEqualTo(
            new EditMessage(conversation, "ben", ref, said, new MessageBody.Plain("hello again")));
    assertThat(ack.replies()).isEmpty();
    outlet.sent().getFirst().settle();
    assertThat(ack.reply()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void onlyTheSenderEdits() {
    refused(ErrorCode.FORBIDDEN, () -> edit("ana", "\"mine\"", new FakeAck()));
  }

  @Test
  void anEditKeepsTheRulesOfWhatMayBeSaid() {
    refused(ErrorCode.INVALID, () -> edit("ben", "\" \"", new FakeAck()));
    refused(ErrorCode.TOO_LARGE, () -> edit("ben", "\"" + "x".repeat(4_001) + "\"", new FakeAck()));
  }

  @Test
  void whatIsDeletedIsThereForNobodyToChange() {
    reads.message = new Reads.Message.Found(ref, null);
    refused(ErrorCode.NOT_FOUND, () -> edit("ben", "\"back\"", new FakeAck()));
    refused(ErrorCode.NOT_FOUND, () -> react("ana", "👍", null));
    delete("ben");
    assertThat(outlet.sent()).hasSize(1);
  }

  @Test
  void sendersDeleteAndSoDoThoseWhoModerate() {
    delete("ben");
    refused(ErrorCode.FORBIDDEN, () -> delete("ana"));
    reads.moderates = true;
    delete("ana");
    assertThat(outlet.sent())
        .extracting(FakeOutlet.Sent::value)
        .containsExactly(
            new DeleteMessage(conversation, "ben", ref),
            new DeleteMessage(conversation, "ana", ref));
  }

  @Test
  void aReactionComesAndGoes() {
    react("ana", "👍🏽", null);
    react("ana", "👍🏽", true);
    assertThat(outlet.sent())
        .extracting(FakeOutlet.Sent::value)
        .containsExactly(
            new React(conversation, "ana", ref, said, "👍🏽", false),
            new React(conversation, "ana", ref, said, "👍🏽", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1", "👍👍", " ", ""})
  void whatIsNotOneEmojiIsInvalid(String text) {
    refused(ErrorCode.INVALID, () -> react("ana", text, null));
  }

  @Test
  void unknownMessagesAndForeignConversationsAreNotFound() {
    reads.message = new Reads.Message.Absent();
    refused(ErrorCode.NOT_FOUND, () -> delete("ben"));
    reads.member = false;
    refused(ErrorCode.NOT_FOUND, () -> react("eve", "👍", null));
    assertThat(outlet.sent()).isEmpty();
  }

  @Test
  void changesCountAsMessages() {
    limits.wait = Duration.ofSeconds(3);
    refused(ErrorCode.RATE_LIMITED, () -> react("ana", "👍", null));
  }

  @Test
  void aReadModelThatIsAwayIsUnavailable() {
    reads.message = new Reads.Message.Unreachable();
    refused(ErrorCode.UNAVAILABLE, () -> delete("ben"));
  }

  @Test
  void aPayloadWithoutWhatItNeedsIsAProblem() {
    var payload = new Payload(new JsonFields(JsonNodeFactory.instance.objectNode()));
    assertThatExceptionOfType(JsonProblem.class)
        .isThrownBy(() -> changing.edit(session("ben"), payload, reply(new FakeAck())));
  }

  private void edit(String userId, String content, FakeAck ack) {
    var fields = fields().put("content", content.substring(1, content.length() - 1));
    changing.edit(session(userId), new Payload(new JsonFields(fields)), reply(ack));
  }

  private void delete(String userId) {
    changing.delete(session(userId), new Payload(new JsonFields(fields())), reply(new FakeAck()));
  }

  private void react(String userId, String emoji, @Nullable Boolean remove) {
    var fields = fields().put("emoji", emoji).put("remove", remove);
    changing.react(session(userId), new Payload(new JsonFields(fields)), reply(new FakeAck()));
  }

  private ObjectNode fields() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("conversationId", conversation.toString())
        .put("messageId", messageId.toString());
  }

  private Session session(String userId) {
    return sessions.ready(userId);
  }

  private Reply reply(FakeAck ack) {
    return new Reply(ack, FakeSessions.socket(session("nobody")), _ -> {});
  }

  private static void refused(ErrorCode code, Runnable change) {
    assertThatExceptionOfType(ApiError.class)
        .isThrownBy(change::run)
        .satisfies(error -> assertThat(error.code()).isEqualTo(code));
  }

  private final class Knowing implements Reads {
    private Message message = new Message.Found(ref, said);
    private boolean member = true;
    private boolean moderates;

    @Override
    public Conversation conversation(Session session, UUID conversationId) {
      return member ? new Conversation.Found(10, 9, 0, moderates) : new Conversation.Absent();
    }

    @Override
    public Message message(Session session, UUID conversationId, UUID id) {
      return message;
    }
  }

  private static final class Bounded implements EventLimits {
    private @Nullable Duration wait;

    @Override
    public TokenBucket events() {
      return new TokenBucket(3, Duration.ofSeconds(1), () -> 0);
    }

    @Override
    public @Nullable Duration message(String userId, UUID conversationId) {
      return wait;
    }

    @Override
    public @Nullable Duration typing(String userId, UUID conversationId) {
      return null;
    }
  }
}
