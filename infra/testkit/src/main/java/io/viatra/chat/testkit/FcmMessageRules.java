package io.viatra.chat.testkit;

import static io.viatra.chat.testkit.FcmSchema.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What FCM checks in a message beyond the names of its fields. Pure.
final class FcmMessageRules {
  /// Of notification and data together, and of what goes to Apple
  /// (<https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type>).
  private static final int PAYLOAD_BYTES_MAX = 4096;

  /// Apple's limit for the header `apns-collapse-id`.
  private static final int COLLAPSE_ID_BYTES_MAX = 64;

  /// Keys that FCM itself puts beside the data on the way to the device.
  private static final Set<String> RESERVED_KEYS = Set.of("from", "message_type");

  private static final Set<String> PRIORITIES = Set.of("NORMAL", "HIGH", "normal", "high");
  private static final Pattern TTL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?s");

  private FcmMessageRules() {}

  /// The first violation in a request `{"message": {…}}`.
  static Optional<FcmViolation> violation(JsonNode request) {
    Optional<FcmViolation> unknown = FcmSchema.unknownField(request);
    if (unknown.isPresent()) {
      return unknown;
    }
    JsonNode message = field(request, "message");
    if (!message.isObject()) {
      return violated("message", "Message is missing.");
    }
    JsonNode android = field(message, "android");
    JsonNode apns = field(message, "apns");
    return Stream.of(
            target(message),
            data("message.data", field(message, "data")),
            data("message.android.data", field(android, "data")),
            android(android),
            apns(apns),
            size(message, android, apns))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// A chat only ever sends to a token, but a client library may make the mistake of sending to
  /// two.
  private static Optional<FcmViolation> target(JsonNode message) {
    long targets =
        Stream.of("token", "topic", "condition").filter(name -> hasText(message, name)).count();
    return targets == 1
        ? Optional.empty()
        : violated("message", "Exactly one of token, topic or condition is required.");
  }

  private static boolean hasText(JsonNode message, String name) {
    JsonNode value = field(message, name);
    return value.isTextual() && !value.textValue().isEmpty();
  }

  /// Values must be strings: a number in `data` is the most common mistake, and FCM refuses it.
  private static Optional<FcmViolation> data(String path, JsonNode data) {
    Optional<FcmViolation> badMap = textMap(path, data);
    if (badMap.isPresent()) {
      return badMap;
    }
    return data.properties().stream()
        .map(Map.Entry::getKey)
        .filter(FcmMessageRules::isReserved)
        .findFirst()
        .map(key -> new FcmViolation(path, "Invalid data payload key."));
  }

  private static boolean isReserved(String key) {
    return key.startsWith("google.") || key.startsWith("gcm.") || RESERVED_KEYS.contains(key);
  }

  private static Optional<FcmViolation> textMap(String path, JsonNode map) {
    if (map.isMissingNode()) {
      return Optional.empty();
    }
    boolean isTextMap =
        map.isObject() && map.properties().stream().allMatch(entry -> entry.getValue().isTextual());
    return isTextMap ? Optional.empty() : violated(path, "Invalid value: not a map of strings.");
  }

  /// Only what a chat sets; the enums of a notification's looks are passed through.
  private static Optional<FcmViolation> android(JsonNode android) {
    JsonNode priority = field(android, "priority");
    if (!priority.isMissingNode() && !PRIORITIES.contains(priority.asText())) {
      return violated("message.android.priority", "Invalid value.");
    }
    JsonNode ttl = field(android, "ttl");
    if (!ttl.isMissingNode() && !TTL.matcher(ttl.asText()).matches()) {
      return violated("message.android.ttl", "Invalid duration: must end with 's'.");
    }
    return Optional.empty();
  }

  private static Optional<FcmViolation> apns(JsonNode apns) {
    JsonNode headers = field(apns, "headers");
    Optional<FcmViolation> badMap = textMap("message.apns.headers", headers);
    if (badMap.isPresent()) {
      return badMap;
    }
    if (utf8Bytes(headers.path("apns-collapse-id").asText()) > COLLAPSE_ID_BYTES_MAX) {
      return violated("message.apns.headers", "BadCollapseId");
    }
    JsonNode payload = field(apns, "payload");
    return payload.isMissingNode() || payload.isObject()
        ? Optional.empty()
        : violated("message.apns.payload", "Invalid value: not an object.");
  }

  /// FCM counts what reaches the device; the platforms are two devices, hence two sums.
  private static Optional<FcmViolation> size(JsonNode message, JsonNode android, JsonNode apns) {
    int common = jsonBytes(field(message, "data")) + jsonBytes(field(message, "notification"));
    int toAndroid = jsonBytes(field(android, "data")) + jsonBytes(field(android, "notification"));
    int toApple = jsonBytes(field(apns, "payload"));
    return common + Math.max(toAndroid, toApple) > PAYLOAD_BYTES_MAX
        ? violated("message", "Message is too big.")
        : Optional.empty();
  }

  private static int jsonBytes(JsonNode node) {
    return node.isMissingNode() ? 0 : utf8Bytes(node.toString());
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Optional<FcmViolation> violated(String field, String description) {
    return Optional.of(new FcmViolation(field, description));
  }
}
