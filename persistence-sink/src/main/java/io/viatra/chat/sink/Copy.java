package io.viatra.chat.sink;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows by `COPY … FROM STDIN`: about twice as fast as arrays, and without their second chance. A
/// row whose key is there already refuses all of them, so this is for tables that nobody else
/// writes.
///
/// The text format (PostgreSQL, "COPY", File Formats): columns parted by tabs, rows ended by line
/// feeds, `\N` for null, backslash, tab, line feed and carriage return escaped. Immutable.
///
/// @param <T> what a row is made of
final class Copy<T> {
  /// A message is some 300 characters.
  private static final int ROW_CHARS = 400;

  private final String sql;
  private final List<Column<T>> columns;

  Copy(String table, List<Column<T>> columns) {
    this.columns = columns;
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    this.sql = "COPY " + table + " (" + names + ") FROM STDIN";
  }

  /// Runs it; without rows it does nothing.
  ///
  /// @return rows that were written, which is all of them
  long execute(Connection connection, Collection<? extends T> rows) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    StringBuilder text = new StringBuilder(rows.size() * ROW_CHARS);
    rows.forEach(row -> appendRow(text, row));
    try {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new StringReader(text.toString()));
    } catch (IOException closed) {
      throw new SQLException("the connection broke in a COPY", "08006", closed);
    }
  }

  private void appendRow(StringBuilder text, T row) {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        text.append('\t');
      }
      appendValue(text, columns.get(i).value().apply(row));
    }
    text.append('\n');
  }

  private static void appendValue(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    String plain = value.toString();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }
}
