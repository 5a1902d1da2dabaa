package io.viatra.chat.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of FCM's `Message` and what lies in it, as far as a chat sends them
/// (<https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages>). FCM refuses a
/// field that it does not know, so a typo in a payload fails here as it would there.
final class FcmSchema {
  /// Objects whose fields are listed; an object without an entry is free, such as `apns.payload`.
  /// Names are in camel case: FCM takes that and snake case, as all proto3 JSON does.
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "", Set.of("message", "validateOnly"),
          "message",
              Set.of(
                  "name",
                  "data",
                  "notification",
                  "android",
                  "webpush",
                  "apns",
                  "fcmOptions",
                  "token",
                  "topic",
                  "condition"),
          "message.notification", Set.of("title", "body", "image"),
          "message.fcmOptions", Set.of("analyticsLabel"),
          "message.android",
              Set.of(
                  "collapseKey",
                  "priority",
                  "ttl",
                  "restrictedPackageName",
                  "data",
                  "notification",
                  "fcmOptions",
                  "directBootOk",
                  "bandwidthConstrainedOk",
                  "restrictedSatelliteOk"),
          "message.android.notification",
              Set.of(
                  "title",
                  "body",
                  "icon",
                  "color",
                  "sound",
                  "tag",
                  "clickAction",
                  "bodyLocKey",
                  "bodyLocArgs",
                  "titleLocKey",
                  "titleLocArgs",
                  "channelId",
                  "ticker",
                  "sticky",
                  "eventTime",
                  "localOnly",
                  "notificationPriority",
                  "defaultSound",
                  "defaultVibrateTimings",
                  "defaultLightSettings",
                  "vibrateTimings",
                  "visibility",
                  "notificationCount",
                  "lightSettings",
                  "image",
                  "proxy"),
          "message.android.fcmOptions", Set.of("analyticsLabel"),
          "message.apns", Set.of("headers", "payload", "fcmOptions", "liveActivityToken"),
          "message.apns.fcmOptions", Set.of("analyticsLabel", "image"),
          "message.webpush", Set.of("headers", "data", "notification", "fcmOptions"));

  private FcmSchema() {}

  /// The first field that FCM does not know, or the first that is no object where it must be one.
  static Optional<FcmViolation> unknownField(JsonNode request) {
    return unknownField("", request);
  }

  private static Optional<FcmViolation> unknownField(String path, JsonNode node) {
    Set<String> known = FIELDS.get(path);
    if (known == null) {
      return Optional.empty();
    }
    if (!node.isObject()) {
      return Optional.of(new FcmViolation(path, "Invalid value: not an object."));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = camelCase(field.getKey());
      String inner = path.isEmpty() ? name : path + "." + name;
      if (!known.contains(name)) {
        return Optional.of(
            new FcmViolation(
                inner, "Invalid JSON payload received. Unknown name: Cannot find field."));
      }
      Optional<FcmViolation> deeper = unknownField(inner, field.getValue());
      if (deeper.isPresent()) {
        return deeper;
      }
    }
    return Optional.empty();
  }

  /// A field in either spelling, a missing node where it is absent.
  static JsonNode field(JsonNode object, String camelCaseName) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (camelCase(field.getKey()).equals(camelCaseName)) {
        return field.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  /// `collapse_key` and `collapseKey` are one field.
  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder(name.length());
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }
}
