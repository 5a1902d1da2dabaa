/// What `docs/analytics.md` shows, and the test that runs it.
@NullMarked
package io.viatra.chat.standalone.analytics;

import org.jspecify.annotations.NullMarked;
