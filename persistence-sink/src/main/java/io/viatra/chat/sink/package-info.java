/// Events into PostgreSQL, with their offsets in the same transaction.
@NullMarked
package io.viatra.chat.sink;

import org.jspecify.annotations.NullMarked;
