/// The tables of PostgreSQL: Flyway migrations, what jOOQ generates from them (package `tables`,
/// never edited by hand), and the one entry that brings a database to them.
///
/// **Concurrency.** Stateless; several processes may migrate at once, one does it and the others
/// wait.
///
/// **Lifecycle.** The sink migrates when it starts; readers only look at the version.
///
/// **Invariants.** A migration that has been released is never edited, only followed by another.
/// The generated code is what the migrations give: a test generates it anew and compares.
@NullMarked
package io.viatra.chat.readmodel;

import org.jspecify.annotations.NullMarked;
