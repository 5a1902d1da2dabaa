package io.viatra.chat.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// One valid message that the fake FCM took. `status` is what it answered, 0 where it did not;
/// `message` is the whole `Message` as sent. Numbers count up from 1 and are never given twice.
public record ReceivedPush(
    long number, Instant at, String project, String token, int status, JsonNode message) {
  /// Whether a device got it.
  public boolean isAccepted() {
    return status == 200;
  }

  /// An entry of the message's `data`, "" where it is absent.
  public String data(String key) {
    return message.path("data").path(key).asText();
  }
}
