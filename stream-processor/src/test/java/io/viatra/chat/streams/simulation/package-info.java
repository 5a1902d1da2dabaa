/// Sequencer and router together under a seeded simulation.
///
/// **Overview.** [Simulation] takes a script of [Step]s that a seed gives, and lets them happen to
/// a [World]: [People] write commands, a [SequencerSide] and a [RouterSide] for each partition move
/// records on, are killed and restarted, [Edge] nodes come and go with their [Device]s. The [Model]
/// says what each command leads to, the [Ledger] what readers of the log see, [Knowledge] what the
/// router must know; [Promises] are asked at the end. [Form] says whether the two run as their
/// rules over rows in memory, or as topologies in test drivers. [Shrinking] looks for the shortest
/// script that fails, and a [Fault] shows that a run would find it.
///
/// **Concurrency.** A run is one thread's. Runs share nothing.
///
/// **Lifecycle.** A run begins with nothing, and keeps nothing.
///
/// **Invariants.** A seed and a number of steps give the same run for ever, and the first steps are
/// the same however many follow. The model shares nothing with the code that it judges but the
/// records of the schemas.
@NullMarked
package io.viatra.chat.streams.simulation;

import org.jspecify.annotations.NullMarked;
