/// `make history`: what a read model of millions of messages costs to rebuild, to keep and to read.
///
/// [Population] says who talks where, [LogWriter] writes it to the topics as a sequencer would
/// have, the rebuild fills PostgreSQL from there, [Reads] asks over REST at random depths, [Sizes]
/// weighs. Everything follows from one seed. Servers of its own, which go away with the process.
@NullMarked
package io.viatra.chat.e2e.history;

import org.jspecify.annotations.NullMarked;
