/// Embedded Kafka, PostgreSQL and Redis, a fake FCM, checkers of the guarantees.
@NullMarked
package io.viatra.chat.testkit;

import org.jspecify.annotations.NullMarked;
