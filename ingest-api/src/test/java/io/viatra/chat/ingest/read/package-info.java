/// Tests of the package of the same name.
@NullMarked
package io.viatra.chat.ingest.read;

import org.jspecify.annotations.NullMarked;
