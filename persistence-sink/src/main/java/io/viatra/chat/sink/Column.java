package io.viatra.chat.sink;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a statement over many rows.
///
/// @param type of PostgreSQL, without `[]`
/// @param value of a row; its `toString` is the text that PostgreSQL reads
record Column<T>(String name, String type, Function<T, @Nullable Object> value) {}
