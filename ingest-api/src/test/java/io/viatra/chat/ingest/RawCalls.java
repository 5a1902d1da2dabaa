package io.viatra.chat.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.viatra.chat.ingest.openapi.BodyForm;
import io.viatra.chat.ingest.openapi.Promised;
import io.viatra.chat.testkit.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Every call of the document, byte by byte, by a member of a conversation with a message of
/// theirs; and somebody else, who must not notice.
final class RawCalls {
  private final IngestFixture fixture;
  private final RawHttp raw;
  private final String token;
  private final Client bystander;
  private final String elsewhere;
  private final String ben = IngestFixture.user("ben");
  private final String conversation;
  private final String message;

  RawCalls() throws Exception {
    fixture = SharedIngest.get();
    raw = new RawHttp(fixture.running().endpoint("http").getPort());
    var ana = IngestFixture.user("ana");
    token = IngestFixture.token(ana, Duration.ofMinutes(5));
    conversation = fixture.as(ana).group(ben);
    message = fixture.as(ana).say(conversation, "here").at("/message/id").asText();
    bystander = fixture.as(IngestFixture.user("cleo"));
    elsewhere = bystander.group(IngestFixture.user("dora"));
  }

  RawHttp raw() {
    return raw;
  }

  String token() {
    return token;
  }

  String conversation() {
    return conversation;
  }

  /// Every call, as `METHOD /path`.
  List<String> calls() {
    return Promised.calls().stream().map(this::target).toList();
  }

  /// With a path that leads to what there is.
  String target(String template) {
    var id = template.contains("/messages/{id}") ? message : conversation;
    return template
        .replace("{id}", id)
        .replace("{userId}", ben)
        .replace("{emoji}", "%F0%9F%91%8D")
        .replace("{name}", "chat.events.v1.schema.json");
  }

  String target(BodyForm form) {
    return target(form.method() + " " + form.template());
  }

  /// A head with the caller's token; `headers` each with its line end.
  String head(String target, String headers) {
    return target
        + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
        + token
        + "\r\n"
        + headers
        + "\r\n";
  }

  /// The whole answer to a JSON body.
  String answer(String target, byte[] body) throws IOException {
    var head =
        head(target, "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(ISO_8859_1));
    request.writeBytes(body);
    return raw.send(request.toByteArray());
  }

  String answer(String target, String body) throws IOException {
    return answer(target, body.getBytes(UTF_8));
  }

  /// `400 INVALID`, or what else was answered.
  static String outcome(String answer) {
    var code = answer.indexOf("\"code\":\"");
    return (answer.length() < 12 ? "nothing" : answer.substring(9, 12))
        + (code < 0 ? "" : " " + answer.substring(code + 8, answer.indexOf('"', code + 8)));
  }

  /// Somebody else still sends and reads.
  boolean othersAct() {
    return bystander.say(elsewhere, "still here").status() == 201
        && bystander.get("/conversations/" + elsewhere + "/messages?limit=1").status() == 200;
  }

  /// Somebody else still sends, and reads what was sent.
  boolean othersChat() {
    var said = bystander.say(elsewhere, "still here");
    var page = bystander.after(said).get("/conversations/" + elsewhere + "/messages?limit=1");
    return said.status() == 201
        && page.at("/messages/0/id").asText().equals(said.at("/message/id").asText());
  }
}
