package io.viatra.chat.ingest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.http.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That the document is whole in itself.
class OpenApiTest {
  private static final JsonNode ROOT = Documents.openApiTree();
  private static final Spec SPEC = new Spec(Documents.openApiTree());

  @Test
  void everyReferenceLeadsSomewhereAndNothingIsLeftOver() {
    var refs = ROOT.findValuesAsText("$ref");

    assertThat(refs).allSatisfy(ref -> assertThat(ROOT.at(ref.substring(1))).isNotEmpty());
    for (var kind : List.of("schemas", "parameters", "responses", "headers")) {
      ROOT.at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> assertThat(refs).contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void everyExampleIsWhatItIsAnExampleOf() {
    var seen = new ArrayList<String>();
    for (var schema : ROOT.at("/components/schemas").properties()) {
      for (var example : schema.getValue().path("examples")) {
        assertThat(SPEC.answered(schema.getValue(), example)).as(schema.getKey()).isEmpty();
        seen.add(schema.getKey());
      }
    }
    for (var response : ROOT.at("/components/responses").properties()) {
      var content = response.getValue().at("/content/application~1json");
      assertThat(SPEC.answered(content.get("schema"), content.get("example")))
          .as(response.getKey())
          .isEmpty();
    }
    assertThat(seen).contains("Message", "Conversation", "NewMessage");
  }

  @Test
  void everyBodyThatClientsSendHasAnExample() {
    for (var body : ROOT.at("/paths").findValues("requestBody")) {
      var schema = SPEC.follow(body.at("/content/application~1json/schema"));
      assertThat(schema.path("examples")).as(schema.toString()).isNotEmpty();
    }
  }

  @Test
  void everyOperationHasItsOwnNameAndSaysWhatItDoes() {
    var operations = ROOT.at("/paths").findValues("responses").size();

    assertThat(ROOT.findValuesAsText("operationId")).doesNotHaveDuplicates().hasSize(operations);
    assertThat(ROOT.at("/paths").findValuesAsText("summary")).hasSize(operations);
  }

  @Test
  void theCodesAreThoseOfTheContract() {
    var codes = new ArrayList<String>();
    ROOT.at("/components/schemas/ErrorCode/enum").forEach(code -> codes.add(code.asText()));

    assertThat(codes)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
  }

  @Test
  void aCodeStandsUnderItsOwnStatus() {
    ROOT.at("/paths")
        .findValues("responses")
        .forEach(responses ->
            responses
                .properties()
                .forEach(each -> {
                  var response = SPEC.follow(each.getValue());
                  var codes =
                      response.at(
                          "/content/application~1json/schema/allOf/1/properties/error/properties/code/enum");
                  for (var code : codes) {
                    var status = ErrorCode.valueOf(code.asText()).status();
                    // 415 has no code of its own.
                    var expected = each.getKey().equals("415") ? 415 : status;
                    assertThat(each.getKey()).isEqualTo(Integer.toString(expected));
                  }
                }));
  }
}
