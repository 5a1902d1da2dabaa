/// Topics, records and codecs: what the services say to each other.
@NullMarked
package io.viatra.chat.schemas;

import org.jspecify.annotations.NullMarked;
