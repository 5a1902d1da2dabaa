@NullMarked
package io.viatra.chat.streams.rebuild;

import org.jspecify.annotations.NullMarked;
