package io.viatra.chat.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.Rest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Three people and what they have said so far, through the real API. It may run again: the direct
/// conversation is found, the group is looked up by name, and a message's client id makes it the
/// same message.
final class Seed {
  static final List<String> USERS = List.of("ana", "ben", "carla");
  static final Duration TOKEN_LIFETIME = Duration.ofDays(7);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long AGAIN_MS = 200;
  private static final String CONVERSATIONS = "/api/v1/chat/conversations";
  private static final String GROUP = "Ward 3b";

  private final URI gateway;
  private final SigningKey key;

  Seed(URI gateway, SigningKey key) {
    this.gateway = gateway;
    this.key = key;
  }

  /// What it made or found.
  record Seeded(String direct, String group) {}

  /// Comes again where the system asks for it: a machine that is busy starting may take longer over
  /// the first requests than a request may take.
  Seeded run() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return once();
      } catch (Rest.UnexpectedAnswer answer) {
        if (!answer.isUnavailable() || System.nanoTime() > deadline) {
          throw answer;
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
      }
    }
  }

  private Seeded once() throws IOException, InterruptedException {
    var ana = person("ana");
    var ben = person("ben");
    var direct = id(ana.post(CONVERSATIONS, direct("ben")));
    say(ana, direct, "seed-1", "Good morning, Ben. How is the patient in room 12?");
    say(ben, direct, "seed-2", "Much better, thank you. The fever is gone.");
    var group = group(ana);
    say(ana, group, "seed-3", "Welcome to the ward's group.");
    say(person("carla"), group, "seed-4", "Hello everybody!");
    return new Seeded(direct, group);
  }

  private String group(Rest ana) throws IOException, InterruptedException {
    for (var conversation : ana.get(CONVERSATIONS + "?limit=100").path("conversations")) {
      if (conversation.path("name").asText().equals(GROUP)) {
        return conversation.path("id").asText();
      }
    }
    var body = Rest.object().put("type", "group").put("name", GROUP);
    body.putArray("participantIds").add("ben").add("carla");
    return id(ana.post(CONVERSATIONS, body));
  }

  private static ObjectNode direct(String other) {
    var body = Rest.object().put("type", "direct");
    body.putArray("participantIds").add(other);
    return body;
  }

  private static void say(Rest who, String conversation, String clientMessageId, String text)
      throws IOException, InterruptedException {
    who.post(
        CONVERSATIONS + "/" + conversation + "/messages",
        Rest.object().put("content", text).put("clientMessageId", clientMessageId));
  }

  private Rest person(String userId) {
    return new Rest(gateway, key.token(userId, TOKEN_LIFETIME));
  }

  private static String id(JsonNode answer) {
    return answer.path("conversation").path("id").asText();
  }
}
