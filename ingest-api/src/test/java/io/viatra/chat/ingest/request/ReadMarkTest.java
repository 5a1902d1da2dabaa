package io.viatra.chat.ingest.request;

import static io.viatra.chat.ingest.request.Bodies.code;
import static io.viatra.chat.ingest.request.Bodies.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.http.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadMarkTest {
  @Test
  void idsThatAreNoneNameNothing() {
    var id = UUID.randomUUID();
    var mark = ReadMark.from(fields("{'messageIds':['" + id + "','x','" + id + "','1-1-1-1-1']}"));

    assertThat(mark.messageIds()).containsExactly(id);
    assertThat(mark.upToSeq()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9007199254740993", "9223372036854775807"})
  void aSeqThatNoMessageCanHaveIsABadSeq(String seq) {
    assertThat(code(() -> ReadMark.from(fields("{'upToSeq':" + seq + "}"))))
        .isEqualTo(ErrorCode.BAD_SEQ);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'messageIds':[]}",
        "{'upToSeq':null}",
        "{'upToSeq':1.9}",
        "{'upToSeq':'10'}",
        "{'upToSeq':true}",
        "{'upToSeq':9223372036854775808}",
        "{'messageIds':'x'}",
        "{'messageIds':[1]}"
      })
  void aWrongBodyIsInvalid(String body) {
    assertThat(code(() -> ReadMark.from(fields(body)))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void nothingReadYetIsASeqToo() {
    assertThat(ReadMark.from(fields("{'upToSeq':0}")).upToSeq()).isZero();
  }
}
