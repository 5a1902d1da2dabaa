/// Config, lifecycle, Kafka and HTTP plumbing, health, metrics; knows nothing of chat.
@NullMarked
package io.viatra.chat.runtime;

import org.jspecify.annotations.NullMarked;
