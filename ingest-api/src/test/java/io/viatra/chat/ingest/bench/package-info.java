/// What caches are worth, measured.
@NullMarked
package io.viatra.chat.ingest.bench;

import org.jspecify.annotations.NullMarked;
