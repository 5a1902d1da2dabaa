/// Tests of the package of the same name.
@NullMarked
package io.viatra.chat.ingest;

import org.jspecify.annotations.NullMarked;
