/// Tests of the package of the same name.
@NullMarked
package io.viatra.chat.ingest.wire;

import org.jspecify.annotations.NullMarked;
