/// REST in, REST out.
@NullMarked
package io.viatra.chat.ingest;

import org.jspecify.annotations.NullMarked;
