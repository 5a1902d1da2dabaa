package io.viatra.chat.testkit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Status and body of an answer, with the bodies that FCM HTTP v1 really sends: clients tell an
/// unregistered token from a wrong path by the `FcmError` detail, not by the status.
record FcmAnswer(int status, ObjectNode body) {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
  private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

  /// The shape of the name is FCM's, the number in it is ours.
  static FcmAnswer accepted(String project, long number) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", "projects/%s/messages/0:%016d".formatted(project, number));
    return new FcmAnswer(200, body);
  }

  /// Said by the front end of the API, hence without an `FcmError`.
  static FcmAnswer unauthenticated() {
    return new FcmAnswer(
        401,
        error(401, "UNAUTHENTICATED", "Request is missing required authentication credential."));
  }

  static FcmAnswer notFound() {
    return new FcmAnswer(404, error(404, "NOT_FOUND", "Not found."));
  }

  /// What the API front end says before FCM sees the message: fields that the schema lacks.
  static FcmAnswer badRequest(FcmViolation violation) {
    ObjectNode body = error(400, "INVALID_ARGUMENT", violation.description());
    ObjectNode detail = body.withObject("error").withArray("details").addObject();
    detail.put("@type", BAD_REQUEST);
    detail
        .putArray("fieldViolations")
        .addObject()
        .put("field", violation.field())
        .put("description", violation.description());
    return new FcmAnswer(400, withFcmError(body, "INVALID_ARGUMENT"));
  }

  /// The app was uninstalled or the token has expired: the token is to be forgotten.
  static FcmAnswer unregistered() {
    return fcm(404, "NOT_FOUND", "Requested entity was not found.", "UNREGISTERED");
  }

  /// The token belongs to another project: to be forgotten as well.
  static FcmAnswer senderIdMismatch() {
    return fcm(403, "PERMISSION_DENIED", "SenderId mismatch", "SENDER_ID_MISMATCH");
  }

  /// Slow down; `Retry-After` says how much.
  static FcmAnswer quotaExceeded() {
    return fcm(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", "QUOTA_EXCEEDED");
  }

  static FcmAnswer internal() {
    return fcm(500, "INTERNAL", "Internal error encountered.", "INTERNAL");
  }

  static FcmAnswer unavailable() {
    return fcm(503, "UNAVAILABLE", "The service is currently unavailable.", "UNAVAILABLE");
  }

  private static FcmAnswer fcm(int status, String code, String message, String errorCode) {
    return new FcmAnswer(status, withFcmError(error(status, code, message), errorCode));
  }

  /// The envelope of all Google APIs (<https://cloud.google.com/apis/design/errors>).
  private static ObjectNode error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("code", status).put("message", message).put("status", code);
    return body;
  }

  private static ObjectNode withFcmError(ObjectNode body, String errorCode) {
    body.withObject("error")
        .withArray("details")
        .addObject()
        .put("@type", FCM_ERROR)
        .put("errorCode", errorCode);
    return body;
  }
}
