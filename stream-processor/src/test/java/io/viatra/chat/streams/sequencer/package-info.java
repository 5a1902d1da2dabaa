@NullMarked
package io.viatra.chat.streams.sequencer;

import org.jspecify.annotations.NullMarked;
