/// What clients ask, checked: a record of this package exists only for a body that keeps every rule
/// of the contract.
///
/// **Overview.** Each record reads itself from the fields of a JSON object. What breaks a rule ends
/// in an `ApiError` with the contract's code; its words name the field and never quote the value.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** Who asks is never read from a body. Text is taken verbatim or refused, never
/// trimmed, escaped or cut. Unknown fields are not looked at.
@NullMarked
package io.viatra.chat.ingest.request;

import org.jspecify.annotations.NullMarked;
