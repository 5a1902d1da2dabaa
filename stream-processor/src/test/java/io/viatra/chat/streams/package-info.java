@NullMarked
package io.viatra.chat.streams;

import org.jspecify.annotations.NullMarked;
