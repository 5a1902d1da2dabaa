/// The sequencer numbers, the router decides who gets what.
@NullMarked
package io.viatra.chat.streams;

import org.jspecify.annotations.NullMarked;
