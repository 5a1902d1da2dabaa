/// The contract, told by the service that keeps it: OpenAPI, AsyncAPI, and a page for people.
///
/// **Overview.** [io.viatra.chat.ingest.openapi.Documents] answers the four paths. The OpenAPI
/// document stands in `openapi/` on the class path, one file for what belongs together; AsyncAPI
/// and the schemas of topics come from `schemas`.
///
/// **Concurrency.** Everything is read once and never changes; any thread may answer.
///
/// **Lifecycle.** Read when the routes are made. A document that cannot be read stops the start.
///
/// **Invariants.** The documents are the same for everybody and need no token. The page loads
/// nothing from elsewhere, and its policy lets the browser run the one script it was shipped with.
@NullMarked
package io.viatra.chat.ingest.openapi;

import org.jspecify.annotations.NullMarked;
