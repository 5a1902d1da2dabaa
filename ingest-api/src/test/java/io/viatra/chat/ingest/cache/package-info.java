/// Tests of the package of the same name.
@NullMarked
package io.viatra.chat.ingest.cache;

import org.jspecify.annotations.NullMarked;
