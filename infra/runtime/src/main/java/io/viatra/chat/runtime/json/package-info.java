/// JSON from clients, read strictly.
///
/// **Overview.** [io.viatra.chat.runtime.json.StrictJson] turns bytes or text into a tree or says
/// with a reason why not; [io.viatra.chat.runtime.json.JsonFields] reads typed fields without
/// coercion.
///
/// **Concurrency.** Stateless and shared by all threads.
///
/// **Lifecycle.** None.
///
/// **Invariants.** A tree that comes out of here is valid Unicode without NUL, has no duplicate
/// keys, at most 16 levels, at most 1,000 keys per object, whole numbers within 63 bits and finite
/// fractions: what it holds can be stored by PostgreSQL, written to Kafka and read again by any
/// client unchanged. A problem never quotes the input.
@NullMarked
package io.viatra.chat.runtime.json;

import org.jspecify.annotations.NullMarked;
