/// Tests of the measures.
@NullMarked
package io.viatra.chat.streams.stats;

import org.jspecify.annotations.NullMarked;
