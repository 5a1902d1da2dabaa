/// Everything in one process on embedded infrastructure; also what dist is made of.
@NullMarked
package io.viatra.chat.standalone;

import org.jspecify.annotations.NullMarked;
