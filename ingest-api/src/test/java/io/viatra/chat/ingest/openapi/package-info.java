/// What holds the OpenAPI document to the code: every call of the integration tests, the table of
/// routes, the records of requests and answers.
@NullMarked
package io.viatra.chat.ingest.openapi;

import org.jspecify.annotations.NullMarked;
