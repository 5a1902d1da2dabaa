/// Measures of use without content: `chat.stats.v1`.
///
/// **Overview.** [HourlyStats] is what one partition of conversations had in one hour. Its numbers
/// add up over hours and partitions; who wrote is a [UserSketch], which unites instead, as a person
/// may write in many partitions and hours.
///
/// **Concurrency.** Records are immutable; a [UserSketch] is for one thread.
///
/// **Lifecycle.** None.
///
/// **Invariants.** No ids of people or conversations and nothing that anybody wrote. All numbers
/// are absolute, so a repeated record changes nothing.
@NullMarked
package io.viatra.chat.schemas.stats;

import org.jspecify.annotations.NullMarked;
