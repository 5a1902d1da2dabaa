/// Tests of the read model, and the generator of its jOOQ code.
@NullMarked
package io.viatra.chat.readmodel;

import org.jspecify.annotations.NullMarked;
