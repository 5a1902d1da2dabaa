/// Values to bytes and back, and the CloudEvents envelope around them.
///
/// **Concurrency.** Codecs are thread-safe; each holds one mapper of its own.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** Decoding never throws and never yields a record with a hole: absent is legal
/// only where a component is `@Nullable`. Unknown fields are ignored, so additive change keeps the
/// type.
@NullMarked
package io.viatra.chat.schemas.codec;

import org.jspecify.annotations.NullMarked;
