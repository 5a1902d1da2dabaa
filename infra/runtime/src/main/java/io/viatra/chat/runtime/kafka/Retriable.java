package io.viatra.chat.runtime.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/// Tells outages from wrong set-ups. Whatever is not clearly a wrong set-up is retried: a service
/// that dies of a broker's hiccup makes two faults of one.
final class Retriable {
  private Retriable() {}

  static boolean never(KafkaException failure) {
    return failure instanceof AuthenticationException
        || failure instanceof AuthorizationException
        || failure instanceof UnsupportedVersionException
        || failure instanceof InvalidTopicException
        || failure instanceof FencedInstanceIdException;
  }
}
