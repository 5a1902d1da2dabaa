/// What the protocol layer costs, printed by commands.
///
/// **Overview.** Each command starts [BenchServer] in a virtual machine of its own, plays the
/// clients itself ([Flock], one thread for thousands of raw WebSockets) and prints figures of the
/// server alone: CPU time of its process, its heap after a collection, its resident memory.
/// [FanOut] compares encoding once with encoding for each socket; [IdleSockets] counts what a
/// connection costs that says nothing; [SlowReaders] looks at what clients that read nothing do to
/// the others. `make fan-out`, `make idle-sockets`, `make slow-readers`.
///
/// **Concurrency.** A flock belongs to its own thread; what it has counted may be read by any.
///
/// **Lifecycle.** The server ends with its standard input, so it never outlives the command.
///
/// **Invariants.** Every figure is printed beside what it is to be compared with, from the same
/// run. Frames are counted at both ends: a run that lost one prints an error, no figure.
@NullMarked
package io.viatra.chat.edge.bench;

import org.jspecify.annotations.NullMarked;
