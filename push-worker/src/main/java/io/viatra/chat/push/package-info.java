/// Sends what the router decided to push, retries, reports.
@NullMarked
package io.viatra.chat.push;

import org.jspecify.annotations.NullMarked;
