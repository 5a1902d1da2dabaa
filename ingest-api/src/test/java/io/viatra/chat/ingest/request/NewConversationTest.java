package io.viatra.chat.ingest.request;

import static io.viatra.chat.ingest.request.Bodies.code;
import static io.viatra.chat.ingest.request.Bodies.fields;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.conversation.ConversationType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewConversationTest {
  @Test
  void theCallerMayBeInTheListAndIsLeftOut() {
    var direct = read("{'type':'direct','participantIds':['ana','ben']}");

    assertThat(direct.type()).isEqualTo(ConversationType.DIRECT);
    assertThat(direct.others()).containsExactly("ben");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'participantIds':['ben']}",
        "{'type':'team','participantIds':['ben']}",
        "{'type':'direct'}",
        "{'type':'direct','participantIds':[]}",
        "{'type':'direct','participantIds':['ana']}",
        "{'type':'direct','participantIds':['ben','cleo']}",
        "{'type':'direct','participantIds':'ben'}",
        "{'type':'direct','participantIds':[7]}",
        "{'type':'group','participantIds':[]}",
        "{'type':'group','participantIds':['ana']}",
        "{'type':'group','participantIds':['ben','ben']}",
        "{'type':'group','participantIds':['b n']}",
        "{'type':'group','participantIds':['ben|x']}",
        "{'type':'channel','participantIds':['ana']}",
        "{'type':'group','participantIds':['ben'],'name':' '}",
        "{'type':'group','participantIds':['ben'],'name':'a\\u0001'}",
        "{'type':'group','participantIds':['ben'],'metadata':7}"
      })
  void aWrongBodyIsRefused(String body) {
    assertThat(code(() -> read(body))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void aGroupHas256MembersWithItsCreator() {
    assertThat(read(group(255)).others()).hasSize(255);
    assertThat(code(() -> read(group(256)))).isEqualTo(ErrorCode.INVALID);
    assertThat(code(() -> read(group(257)))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void aNameHas255CharactersAtMost() {
    var body = "{'type':'group','participantIds':['ben'],'name':'%s'}";

    assertThat(read(body.formatted("n".repeat(255))).name()).hasSize(255);
    assertThat(code(() -> read(body.formatted("n".repeat(256))))).isEqualTo(ErrorCode.INVALID);
  }

  private static String group(int others) {
    var ids = IntStream.range(0, others).mapToObj(i -> "'u" + i + "'").collect(joining(","));
    return "{'type':'group','participantIds':[" + ids + "]}";
  }

  private static NewConversation read(String json) {
    return NewConversation.from(fields(json), "ana");
  }
}
