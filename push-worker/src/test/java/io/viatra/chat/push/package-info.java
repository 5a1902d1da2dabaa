/// Tests of the push worker.
///
/// **Overview.** `*Test` are pure; `*IT` run the service against a real broker and a fake FCM, by
/// way of [io.viatra.chat.push.PushStage].
///
/// **Concurrency.** One test thread; conditions are waited for by reading topics.
///
/// **Lifecycle.** A stage per class.
///
/// **Invariants.** Each test has users and tokens of its own.
@NullMarked
package io.viatra.chat.push;

import org.jspecify.annotations.NullMarked;
