package io.viatra.chat.ingest.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges calls by the OpenAPI document. What the server refused is judged by its answer alone, for
/// tests send bad requests on purpose; what it took must be a request that the document allows.
public final class Contract {
  private static final Spec SPEC = new Spec(Documents.openApiTree());

  /// Headers that mean something to clients, besides all that begin with `x-`.
  private static final Set<String> TOLD = Set.of("retry-after", "etag");

  /// Of browsers, not of the contract.
  private static final Set<String> HARDENING = Set.of("x-content-type-options");

  private Contract() {}

  /// @throws AssertionError where the call is not as the document says
  public static void check(Call call) {
    var problems = problems(call);
    if (!problems.isEmpty()) {
      throw new AssertionError(
          "against /openapi.json: %s %s -> %d: %s"
              .formatted(call.method(), call.target(), call.answered().status(), problems));
    }
  }

  static List<String> problems(Call call) {
    var operation = SPEC.operation(call.method(), call.path());
    if (operation == null) {
      return unknown(call);
    }
    var problems = new ArrayList<String>();
    if (call.answered().status() < 400) {
      problems.addAll(request(call, operation));
    }
    var documented = operation.get("responses").get(Integer.toString(call.answered().status()));
    if (documented == null) {
      problems.add("the status is not documented");
    } else {
      problems.addAll(answer(call.answered(), SPEC.follow(documented)));
    }
    return problems;
  }

  private static List<String> unknown(Call call) {
    var status = call.answered().status();
    var problems = new ArrayList<String>();
    if (status != 404 && status != 405) {
      problems.add("the call is not documented");
    }
    problems.addAll(
        SPEC.answered(
            Spec.JSON.createObjectNode().put("$ref", "#/components/schemas/Error"),
            json(call.answered().body())));
    return problems;
  }

  private static List<String> request(Call call, JsonNode operation) {
    var problems = new ArrayList<String>();
    var known = new ArrayList<String>();
    for (var each : operation.get("parameters")) {
      var parameter = SPEC.follow(each);
      var name = parameter.get("name").asText();
      known.add(parameter.get("in").asText() + " " + name);
      var text = given(call, parameter);
      if (text != null) {
        var schema = parameter.get("schema");
        SPEC.sent(schema, value(schema, text)).forEach(wrong -> problems.add(name + wrong));
      } else if (parameter.path("required").asBoolean()) {
        problems.add(name + " is missing");
      }
    }
    Query.names(call.query()).stream()
        .filter(name -> !known.contains("query " + name))
        .forEach(name -> problems.add("query " + name + " is not documented"));
    problems.addAll(body(call.body(), operation.get("requestBody")));
    return problems;
  }

  private static @Nullable String given(Call call, JsonNode parameter) {
    var name = parameter.get("name").asText();
    return switch (parameter.get("in").asText()) {
      case "path" -> segment(call, name);
      case "query" -> Query.value(call.query(), name);
      default -> call.headers().get(name);
    };
  }

  private static @Nullable String segment(Call call, String name) {
    var template = SPEC.template(call.path());
    var at = template == null ? -1 : List.of(template.split("/")).indexOf("{" + name + "}");
    return at < 0
        ? null
        : URLDecoder.decode(call.path().split("/", -1)[at], StandardCharsets.UTF_8);
  }

  /// A parameter's text as the value that its schema speaks of.
  private static JsonNode value(JsonNode schema, String text) {
    var type = SPEC.follow(schema).path("type").asText();
    return switch (type) {
      case "integer", "boolean" -> json(text);
      case "array" -> Spec.JSON.valueToTree(text.split(","));
      default -> Spec.JSON.valueToTree(text);
    };
  }

  private static List<String> body(@Nullable String body, @Nullable JsonNode documented) {
    if (documented == null) {
      // Ignored, like a field that is not known.
      return List.of();
    }
    if (body == null) {
      return documented.path("required").asBoolean() ? List.of("the body is missing") : List.of();
    }
    return SPEC.sent(documented.at("/content/application~1json/schema"), json(body));
  }

  private static List<String> answer(Call.Answered answered, JsonNode documented) {
    var problems = new ArrayList<String>();
    var known = new ArrayList<String>();
    for (var header : documented.path("headers").properties()) {
      known.add(header.getKey().toLowerCase(Locale.ROOT));
      var value = answered.header(known.getLast());
      var schema = SPEC.follow(header.getValue());
      if (value != null) {
        problems.addAll(SPEC.answered(schema.get("schema"), value(schema.get("schema"), value)));
      } else if (schema.path("required").asBoolean()) {
        problems.add(header.getKey() + " is missing");
      }
    }
    answered.headers().keySet().stream()
        .filter(name -> name.startsWith("x-") || TOLD.contains(name))
        .filter(name -> !HARDENING.contains(name) && !known.contains(name))
        .forEach(name -> problems.add(name + " is not documented"));
    problems.addAll(content(answered, documented.get("content")));
    return problems;
  }

  private static List<String> content(Call.Answered answered, @Nullable JsonNode documented) {
    if (documented == null) {
      return answered.body().isEmpty() ? List.of() : List.of("a body is not documented");
    }
    var type = String.valueOf(answered.header("content-type")).split(";")[0];
    if (!documented.has(type)) {
      return List.of("the content type is not documented");
    }
    return type.equals("application/json")
        ? SPEC.answered(documented.get(type).get("schema"), json(answered.body()))
        : List.of();
  }

  private static JsonNode json(String text) {
    try {
      return Spec.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
