package io.viatra.chat.testkit;

/// Why a message is invalid: the path of the field in the request, and a sentence.
record FcmViolation(String field, String description) {}
