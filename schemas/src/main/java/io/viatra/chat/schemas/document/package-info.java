/// The contract as documents that clients and tools read: OpenAPI and AsyncAPI.
///
/// **Overview.** [io.viatra.chat.schemas.document.ContractDocument] puts a document together from
/// its parts on the class path; [io.viatra.chat.schemas.document.AsyncApi] is the one of socket
/// events and public topics. The objects that both documents describe stand in
/// `contract/objects.json`, once.
///
/// **Concurrency.** Pure functions; what they answer belongs to the caller.
///
/// **Lifecycle.** None; nothing is kept open.
///
/// **Invariants.** Parts never contradict each other: a value that two of them give ends the
/// loading. Tests hold the documents to the code, never the other way round at run time.
@NullMarked
package io.viatra.chat.schemas.document;

import org.jspecify.annotations.NullMarked;
