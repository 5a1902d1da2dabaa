/// The router's promises, on a test driver with a clock that stands still unless told.
@NullMarked
package io.viatra.chat.streams.router;

import org.jspecify.annotations.NullMarked;
