package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesIT {
  private static final String NONE = "018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f";

  private final String ana = user("ana");
  private final String ben = user("ben");
  private IngestFixture fixture;
  private String conversation;
  private String messages;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
    conversation = fixture.as(ana).group(ben);
    messages = "/conversations/" + conversation + "/messages";
  }

  @Test
  void aMessageIsAnsweredBeforeItIsNumbered() {
    var body =
        "{'content':'hi 👋','messageType':'image','clientMessageId':'c-1','metadata':{'w':3},"
            + "'attachment':{'url':'https://x/y.png','name':'y.png','size':7,'mimeType':'image/png'}}";
    var sent = fixture.as(ana).post(messages, body);

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.at("/message/seq").isNull()).isTrue();
    assertThat(sent.at("/message/ver").isNull()).isTrue();
    assertThat(sent.at("/message/conversationId").asText()).isEqualTo(conversation);
    assertThat(sent.at("/message/senderId").asText()).isEqualTo(ana);
    assertThat(sent.at("/message/content").asText()).isEqualTo("hi 👋");
    assertThat(sent.at("/message/messageType").asText()).isEqualTo("image");
    assertThat(sent.at("/message/clientMessageId").asText()).isEqualTo("c-1");
    assertThat(sent.at("/message/attachment/url").asText()).isEqualTo("https://x/y.png");
    assertThat(sent.at("/message/deliveredTo")).isEmpty();
    assertThat(sent.at("/message/isDeleted").asBoolean()).isFalse();
    assertThat(sent.header("X-Chat-Token")).startsWith("e");
  }

  @Test
  void historyHasWhatWasAnsweredAndTheNumbers() {
    var sent = fixture.as(ana).post(messages, "{'content':'hi','metadata':{'w':3}}");
    var read = fixture.as(ana).after(sent).get(messages).at("/messages/0");

    assertThat(read.at("/seq").asLong()).isEqualTo(1);
    assertThat(read.at("/ver").asLong()).isEqualTo(2);
    for (var field : new String[] {"id", "content", "clientMessageId", "createdAt", "metadata"}) {
      assertThat(read.get(field)).as(field).isEqualTo(sent.at("/message/" + field));
    }
  }

  @Test
  void aRepeatIsTheSameMessageOnce() {
    var body = "{'content':'hi','clientMessageId':'c-1','metadata':{'b':1e2,'a':1}}";
    var first = fixture.as(ana).post(messages, body);
    var atOnce = fixture.as(ana).post(messages, body);
    var later = fixture.as(ana).after(first).post(messages, body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(atOnce.status()).isEqualTo(200);
    assertThat(later.status()).isEqualTo(200);
    assertThat(atOnce.at("/message/id")).isEqualTo(first.at("/message/id"));
    assertThat(later.at("/message/id")).isEqualTo(first.at("/message/id"));
    assertThat(later.at("/message/createdAt")).isEqualTo(first.at("/message/createdAt"));
    assertThat(later.at("/message/seq").asLong()).isEqualTo(1);
    assertThat(fixture.as(ana).get(messages).at("/messages")).hasSize(1);
  }

  @Test
  void aRepeatInFlightIsTheSameMessageToo() {
    var body = "{'content':'hi','clientMessageId':'c-1'}";
    var sends =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> fixture.as(ana).post(messages, body)))
            .limit(8)
            .toList();
    var replies = sends.stream().map(CompletableFuture::join).toList();

    assertThat(replies).extracting(Reply::status).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(replies)
        .extracting(reply -> reply.at("/message/id"))
        .containsOnly(replies.getFirst().at("/message/id"));
  }

  @Test
  void theSameIdWithAnotherBodyIsAConflict() {
    var first = fixture.as(ana).post(messages, "{'content':'hi','clientMessageId':'c-1'}");
    var atOnce = fixture.as(ana).post(messages, "{'content':'ho','clientMessageId':'c-1'}");
    var later =
        fixture.as(ana).after(first).post(messages, "{'content':'ho','clientMessageId':'c-1'}");

    assertThat(atOnce.status()).isEqualTo(409);
    assertThat(later.status()).isEqualTo(409);
    assertThat(later.code()).isEqualTo("CONFLICT");
    assertThat(fixture.as(ben).post(messages, "{'content':'ho','clientMessageId':'c-1'}").status())
        .as("another sender's id is another id")
        .isEqualTo(201);
  }

  @Test
  void theIdempotencyKeyIsAClientMessageId() {
    var client = fixture.as(ana).with("Idempotency-Key", "key-1");
    var first = client.post(messages, "{'content':'hi'}");
    var again = client.post(messages, "{'content':'hi'}");

    assertThat(first.at("/message/clientMessageId").asText()).isEqualTo("key-1");
    assertThat(again.status()).isEqualTo(200);
  }

  @Test
  void withoutAnIdEachOneIsAnother() {
    var first = fixture.as(ana).say(conversation, "hi");
    var second = fixture.as(ana).say(conversation, "hi");

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.at("/message/id")).isNotEqualTo(first.at("/message/id"));
  }

  @Test
  void aReplyPointsIntoTheSameConversation() throws Exception {
    var there = fixture.as(ana).say(fixture.as(ana).group(ben), "elsewhere");
    var here = fixture.as(ana).say(conversation, "here");
    var reply = "{'content':'re','replyToId':'%s'}";

    var good = fixture.as(ben).post(messages, reply.formatted(here.at("/message/id").asText()));
    assertThat(good.status()).as("also of one just sent, without its token").isEqualTo(201);
    assertThat(good.at("/message/replyToId")).isEqualTo(here.at("/message/id"));
    for (var id : new String[] {there.at("/message/id").asText(), NONE, "no-id"}) {
      assertThat(fixture.as(ben).post(messages, reply.formatted(id)).code()).isEqualTo("NOT_FOUND");
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("{'content':' \\u200b'}", 400, "INVALID"),
        Arguments.of("{'content':'" + "x".repeat(4_001) + "'}", 413, "TOO_LARGE"),
        Arguments.of("{'content':'x','messageType':'system'}", 403, "FORBIDDEN"),
        Arguments.of("{'content':'a\\u0007'}", 400, "INVALID"),
        Arguments.of("{'content':7}", 400, "INVALID"),
        Arguments.of(
            "{'content':'x','metadata':{'" + "y".repeat(66_000) + "':1}}", 413, "TOO_LARGE"),
        Arguments.of("not json", 400, "INVALID"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedIsNotStored(String body, int status, String code) {
    var reply = fixture.as(ana).post(messages, body);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(fixture.as(ana).get(messages).at("/messages")).isEmpty();
  }

  @Test
  void outsidersNeitherSendNorReadNorLearn() {
    var eve = fixture.as(user("eve"));
    var foreign = eve.say(conversation, "hi");
    var missing = eve.say(NONE, "hi");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.withoutRequestId()).isEqualTo(missing.withoutRequestId());
    assertThat(eve.get(messages).withoutRequestId()).isEqualTo(missing.withoutRequestId());
    assertThat(fixture.as(ana).get(messages).at("/messages")).isEmpty();
  }
}
