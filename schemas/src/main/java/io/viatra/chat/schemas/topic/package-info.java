/// The one declaration of all topics.
///
/// **Concurrency.** Constants.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** The partition count of a keyed topic is never changed in place.
@NullMarked
package io.viatra.chat.schemas.topic;

import org.jspecify.annotations.NullMarked;
