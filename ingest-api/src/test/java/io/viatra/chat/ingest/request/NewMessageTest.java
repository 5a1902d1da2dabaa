package io.viatra.chat.ingest.request;

import static io.viatra.chat.ingest.request.Bodies.code;
import static io.viatra.chat.ingest.request.Bodies.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewMessageTest {
  private static final String ATTACHMENT =
      "'attachment':{'url':'%s','name':'x.png','size':%s,'mimeType':'image/png'}";

  @Test
  void onlyContentIsNeeded() {
    var message = read("{'content':'hello'}");

    assertThat(message)
        .isEqualTo(new NewMessage("hello", MessageType.TEXT, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "'; DROP TABLE messages; --",
        "${jndi:ldap://x}",
        "a\\r\\nX-Forged: 1",
        "\\ttab",
        "👨‍👩‍👧‍👦"
      })
  void textIsTakenVerbatim(String content) {
    var json = "{\"content\":\"" + content + "\"}";

    assertThat(NewMessage.from(fields(json.replace('\'', '‘')), null).content())
        .isEqualTo(
            content
                .replace('\'', '‘')
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\\n\\t",
        "\\u200b",
        "\\u200d\\ufeff\\u2060",
        "\\u3164",
        "\\u00ad \\u00a0"
      })
  void whatNobodyCanSeeIsRefused(String content) {
    assertThat(code(() -> read("{'content':'" + content + "'}"))).isEqualTo(ErrorCode.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\u0001", "\\u001b[31m", "\\u0007 bell"})
  void controlCharactersAreRefused(String content) {
    assertThat(code(() -> read("{'content':'" + content + "'}"))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void contentIsCountedInCodePoints() {
    assertThat(read("{'content':'" + "😀".repeat(4_000) + "'}").content()).hasSize(8_000);
    assertThat(code(() -> read("{'content':'" + "😀".repeat(4_001) + "'}")))
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(code(() -> read("{'content':'" + "a".repeat(4_001) + "'}")))
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'content':1}", "{'content':null}", "{'content':['a']}"})
  void contentMustBeText(String body) {
    assertThat(code(() -> read(body))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void systemMessagesAreTheServersOwn() {
    assertThat(code(() -> read("{'content':'a','messageType':'system'}")))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(code(() -> read("{'content':'a','messageType':'TEXT'}")))
        .isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void anAttachmentIsAnHttpAddress() {
    var body =
        "{'content':'a','messageType':'image'," + ATTACHMENT.formatted("https://x/y", 7) + "}";

    assertThat(read(body).attachment())
        .isEqualTo(new Attachment("https://x/y", "x.png", 7, "image/png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x",
        "//x",
        "file:///etc/passwd",
        " https://x"
      })
  void anyOtherAddressIsRefused(String url) {
    assertThat(code(() -> read("{'content':'a'," + ATTACHMENT.formatted(url, 7) + "}")))
        .isEqualTo(ErrorCode.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "'7'", "true", "null"})
  void aSizeIsAWholeNumberOfBytes(String size) {
    assertThat(code(() -> read("{'content':'a'," + ATTACHMENT.formatted("https://x", size) + "}")))
        .isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void theHeaderCountsWhereTheBodyHasNoId() {
    assertThat(read("{'content':'a'}", "key").clientMessageId()).isEqualTo("key");
    assertThat(read("{'content':'a','clientMessageId':'own'}", "key").clientMessageId())
        .isEqualTo("own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'a b'", "'a\\n'", "7"})
  void anOddClientMessageIdIsRefused(String id) {
    assertThat(code(() -> read("{'content':'a','clientMessageId':" + id + "}")))
        .isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void aClientMessageIdHas128CharactersAtMost() {
    assertThat(read("{'content':'a'}", "i".repeat(128)).clientMessageId()).hasSize(128);
    assertThat(code(() -> read("{'content':'a'}", "i".repeat(129)))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void aReplyToNoIdIsAReplyToNothing() {
    assertThat(code(() -> read("{'content':'a','replyToId':'1-1-1-1-1'}")))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(code(() -> read("{'content':'a','replyToId':7}"))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void metadataIsAnObject() {
    assertThat(code(() -> read("{'content':'a','metadata':[1]}"))).isEqualTo(ErrorCode.INVALID);
    assertThat(read("{'content':'a','metadata':{'k':[1]}}").metadata()).isNotNull();
  }

  @Test
  void unknownFieldsAreNotLookedAt() {
    assertThat(read("{'content':'a','senderId':'eve','createdAt':1}").content()).isEqualTo("a");
  }

  private static NewMessage read(String json) {
    return read(json, null);
  }

  private static NewMessage read(String json, @Nullable String idempotencyKey) {
    return NewMessage.from(fields(json), idempotencyKey);
  }
}
