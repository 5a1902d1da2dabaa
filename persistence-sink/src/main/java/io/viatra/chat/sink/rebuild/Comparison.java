package io.viatra.chat.sink.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Arrays.compareUnsigned;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Holds two read models against each other, table by table and key by key, and prints what it
/// finds: one line for each table, and the first keys that differ. Keys are ids; what rows say is
/// never printed.
final class Comparison {
  private static final int KEYS_PRINTED_MAX = 20;

  private final Connection live;
  private final Connection built;
  private final PrintWriter out;
  private int printed;
  private boolean equal = true;

  /// @param live a snapshot of the live tables
  /// @param built of the new ones, which hold the same part of the log
  Comparison(Connection live, Connection built, PrintWriter out) {
    this.live = live;
    this.built = built;
    this.out = out;
  }

  /// Whether every row is the same.
  boolean run() throws SQLException, InterruptedException {
    for (TableDigests.Table table : TableDigests.TABLES) {
      // Each side sorts in a server process of its own: both at once.
      try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<TableDigests> asked = other.submit(() -> new TableDigests(live, table));
        try (TableDigests ours = new TableDigests(built, table);
            TableDigests theirs = answer(asked)) {
          compare(table, theirs, ours);
        }
      }
    }
    out.flush();
    return equal;
  }

  private static TableDigests answer(Future<TableDigests> asked)
      throws SQLException, InterruptedException {
    try {
      return asked.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof SQLException sql ? sql : new SQLException(failed);
    }
  }

  private void compare(TableDigests.Table table, TableDigests theirs, TableDigests ours)
      throws SQLException {
    Digest left = theirs.next();
    Digest right = ours.next();
    long rows = 0;
    long different = 0;
    while (left != null || right != null) {
      int order = order(left, right);
      Digest one = order <= 0 ? left : null;
      Digest two = order >= 0 ? right : null;
      if (two != null) {
        rows += two.rows();
      }
      if (one == null || !one.equals(two)) {
        different++;
        print(table, one, two);
      }
      left = order <= 0 ? theirs.next() : left;
      right = order >= 0 ? ours.next() : right;
    }
    equal &= different == 0;
    out.printf(
        Locale.ROOT,
        "%-9s  %-20s  %,d rows%s%n",
        different == 0 ? "same" : "DIFFERENT",
        table.name(),
        rows,
        different == 0 ? "" : String.format(Locale.ROOT, ", %,d keys differ", different));
  }

  /// Which of the two comes first; keys are compared as their bytes are sorted by the server.
  private static int order(@Nullable Digest left, @Nullable Digest right) {
    if (left == null || right == null) {
      return left == null ? 1 : -1;
    }
    return compareUnsigned(left.key().getBytes(UTF_8), right.key().getBytes(UTF_8));
  }

  private void print(TableDigests.Table table, @Nullable Digest live, @Nullable Digest built) {
    if (printed++ >= KEYS_PRINTED_MAX) {
      return;
    }
    Digest one = live == null ? built : live;
    out.printf(
        Locale.ROOT,
        "DIFFERENT  %-20s  %s: live %s, rebuilt %s%n",
        table.name(),
        one == null ? "" : one.key(),
        rows(live),
        rows(built));
  }

  private static String rows(@Nullable Digest digest) {
    return digest == null ? "nothing" : digest.rows() + " rows, " + digest.hash();
  }
}
