package io.viatra.chat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract as it is served.
class DocumentsIT {
  private Client nobody;

  @BeforeEach
  void start() throws Exception {
    nobody = SharedIngest.get().anonymous();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openapi.json",
        "/asyncapi.json",
        "/docs",
        "/schemas/chat.events.v1.schema.json",
        "/schemas/chat.receipts.v1.schema.json",
        "/schemas/chat.unread.v1.schema.json",
        "/schemas/push.results.v1.schema.json",
        "/schemas/chat.stats.v1.schema.json"
      })
  void aDocumentNeedsNoTokenAndIsSentOnce(String path) {
    var first = nobody.call("GET", path, null);
    var tag = String.valueOf(first.header("ETag"));
    var again = nobody.with("If-None-Match", "\"other\", W/" + tag).call("GET", path, null);
    var changed = nobody.with("If-None-Match", "\"other\"").call("GET", path, null);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(changed.text()).isEqualTo(first.text());
  }

  @Test
  void theDocumentsSayWhichVersionsTheySpeak() {
    assertThat(nobody.call("GET", "/openapi.json", null).at("/openapi").asText())
        .isEqualTo("3.1.0");
    assertThat(nobody.call("GET", "/asyncapi.json", null).at("/asyncapi").asText())
        .isEqualTo("3.0.0");
  }

  @Test
  void everythingThatADocumentRefersToIsThere() throws Exception {
    var events = nobody.call("GET", "/asyncapi.json", null);
    var elsewhere =
        new JsonMapper()
            .readTree(events.text()).findValuesAsText("$ref").stream()
                .filter(ref -> !ref.startsWith("#"))
                .toList();

    assertThat(elsewhere)
        .hasSize(5)
        .allSatisfy(ref -> {
          assertThat(ref).startsWith("./schemas/");
          assertThat(nobody.call("GET", ref.substring(1), null).status()).isEqualTo(200);
        });
  }

  @Test
  void thePageRunsItsOwnScriptAloneAndLoadsNothingFromElsewhere() {
    var page = nobody.call("GET", "/docs", null);

    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none';")
        .contains("connect-src 'self'", "script-src 'sha256-", "style-src 'sha256-")
        .doesNotContain("unsafe", "http");
    assertThat(page.text()).doesNotContain("http://", "https://", "innerHTML", "{script}");
  }
}
