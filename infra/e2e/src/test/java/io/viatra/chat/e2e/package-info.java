/// The whole pipeline, driven from outside by the official clients.
@NullMarked
package io.viatra.chat.e2e;

import org.jspecify.annotations.NullMarked;
