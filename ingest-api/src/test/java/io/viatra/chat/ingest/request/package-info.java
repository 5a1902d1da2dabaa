/// Tests of the package of the same name.
@NullMarked
package io.viatra.chat.ingest.request;

import org.jspecify.annotations.NullMarked;
