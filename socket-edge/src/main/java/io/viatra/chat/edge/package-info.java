/// Engine.IO and Socket.IO: sessions, what comes in, what is delivered.
@NullMarked
package io.viatra.chat.edge;

import org.jspecify.annotations.NullMarked;
