package io.viatra.chat.sink;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A statement over many rows that go to the server as one array per column, so that a batch costs
/// one round trip and one plan whatever its size.
///
/// In the statement `:rows` stands for the rows, which it names `u`. Immutable; built once.
///
/// @param <T> what a row is made of
final class Unnest<T> {
  private final String template;
  private final List<Column<T>> columns;
  private final String sql;

  private Unnest(String template, List<Column<T>> columns) {
    this.template = template;
    this.columns = List.copyOf(columns);
    String arrays =
        columns.stream().map(c -> "?::" + c.type() + "[]").collect(Collectors.joining(", "));
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    this.sql = template.replace(":rows", "unnest(" + arrays + ") AS u(" + names + ")");
  }

  static <T> Unnest<T> of(String template) {
    return new Unnest<>(template, List.of());
  }

  Unnest<T> uuid(String name, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, "uuid", value));
  }

  Unnest<T> text(String name, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, "text", value));
  }

  Unnest<T> bigint(String name, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, "bigint", value));
  }

  Unnest<T> integer(String name, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, "integer", value));
  }

  Unnest<T> flag(String name, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, "boolean", value));
  }

  /// Of instants, whose text is exact and in UTC.
  Unnest<T> time(String name, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, "timestamptz", value));
  }

  /// Of Jackson trees or of text that is JSON already.
  Unnest<T> json(String name, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, "jsonb", value));
  }

  /// The same columns and values, to be copied into a table whose columns have their names.
  Copy<T> copyInto(String table) {
    return new Copy<>(table, columns);
  }

  /// Runs it; without rows it does nothing.
  ///
  /// @return rows that the statement changed
  int execute(Connection connection, Collection<? extends T> rows) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    List<Array> arrays = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        Array array = array(connection, columns.get(i), rows);
        arrays.add(array);
        statement.setArray(i + 1, array);
      }
      return statement.executeUpdate();
    } finally {
      for (Array array : arrays) {
        array.free();
      }
    }
  }

  private static <T> Array array(
      Connection connection, Column<T> column, Collection<? extends T> rows) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    int i = 0;
    for (T row : rows) {
      values[i++] = column.value().apply(row);
    }
    return connection.createArrayOf(column.type(), values);
  }

  private Unnest<T> with(Column<T> column) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(column);
    return new Unnest<>(template, more);
  }
}
