package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FcmMessageRulesTest {
  @Test
  void aMessageWithEveryPartInEitherSpellingIsValid() throws Exception {
    assertThat(
            violation(
                """
                {"validate_only": false, "message": {
                  "token": "t",
                  "data": {"type": "message", "badge": "3"},
                  "notification": {"title": "VIATRA", "body": "New message"},
                  "android": {"collapse_key": "c", "priority": "high", "ttl": "86400s",
                    "notification": {"tag": "c", "channelId": "chat", "notification_count": 3}},
                  "apns": {"headers": {"apns-collapse-id": "c", "apns-priority": "10"},
                    "payload": {"aps": {"badge": 3, "content-available": 1}, "anything": [1]}}}}
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "message              | {}",
        "message              | {'message': {'data': {}}}",
        "message              | {'message': {'token': ''}}",
        "message              | {'message': {'token': 't', 'topic': 'x'}}",
        "massage              | {'massage': {'token': 't'}}",
        "message.tokens       | {'message': {'tokens': ['t']}}",
        "message.android.tag  | {'message': {'token': 't', 'android': {'tag': 'c'}}}",
        "message.notification | {'message': {'token': 't', 'notification': 'New message'}}",
        "message.data         | {'message': {'token': 't', 'data': {'badge': 3}}}",
        "message.data         | {'message': {'token': 't', 'data': {'from': 'me'}}}",
        "message.data         | {'message': {'token': 't', 'data': {'google.x': 'y'}}}",
        "message.android.ttl  | {'message': {'token': 't', 'android': {'ttl': '10'}}}",
        "message.android.priority | {'message': {'token': 't', 'android': {'priority': 'urgent'}}}",
        "message.apns.headers | {'message': {'token': 't', 'apns': {'headers': {'apns-priority': 5}}}}",
        "message.apns.payload | {'message': {'token': 't', 'apns': {'payload': 'x'}}}",
      })
  void whatFcmRefusesIsRefusedByFieldName(String field, String request) throws Exception {
    assertThat(violation(request.replace('\'', '"')))
        .get()
        .extracting(FcmViolation::field)
        .isEqualTo(field);
  }

  @Test
  void aPayloadOfExactlyFourKibibytesIsTheLargest() throws Exception {
    int frame = "{\"k\":\"\"}".length();
    assertThat(violation(withData("x".repeat(4096 - frame)))).isEmpty();
    assertThat(violation(withData("x".repeat(4097 - frame)))).isPresent();
    assertThat(violation(withData("é".repeat(2048)))).as("bytes count, not characters").isPresent();
  }

  private static String withData(String value) {
    return "{\"message\": {\"token\": \"t\", \"data\": {\"k\": \"" + value + "\"}}}";
  }

  private static Optional<FcmViolation> violation(String request) throws Exception {
    JsonNode json = FcmAnswer.JSON.readTree(request);
    return FcmMessageRules.violation(json);
  }
}
