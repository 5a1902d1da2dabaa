/// The tables of PostgreSQL: Flyway migrations and what jOOQ generates from them.
@NullMarked
package io.viatra.chat.readmodel;

import org.jspecify.annotations.NullMarked;
