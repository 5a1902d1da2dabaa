/// Tests of the package of the same name.
@NullMarked
package io.viatra.chat.sink.rebuild;

import org.jspecify.annotations.NullMarked;
