package io.viatra.chat.streams.router;

import java.util.Arrays;

/// A set of `seq` as ascending, disjoint ranges that never touch. Immutable.
///
/// Ranges and not single numbers, because both users of it come in runs: a person writes several
/// messages in a row, a moderator deletes several in a row. So a monologue of ten thousand messages
/// is one range, and a value stays small enough to be written for each message.
///
/// Not bounded by itself: [InboxRow] and [Head] say what they do when it has too many ranges.
final class SeqSet {
  static final SeqSet EMPTY = new SeqSet(new long[0]);

  /// `from, to, from, to …`, both inclusive.
  private final long[] bounds;

  private SeqSet(long[] bounds) {
    this.bounds = bounds;
  }

  /// The ranges `from, to, from, to …` as [#bounds] gave them.
  ///
  /// @throws IllegalStateException if they are not ascending and disjoint: a damaged store
  static SeqSet ofBounds(long[] bounds) {
    for (int i = 0; i < bounds.length; i++) {
      long previous = i == 0 ? 0 : bounds[i - 1];
      long least = i == 0 ? 1 : i % 2 == 0 ? previous + 2 : previous;
      if (bounds[i] < least) {
        throw new IllegalStateException("ranges are not ascending");
      }
    }
    return bounds.length == 0 ? EMPTY : new SeqSet(bounds.clone());
  }

  long[] bounds() {
    return bounds.clone();
  }

  int ranges() {
    return bounds.length / 2;
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  boolean contains(long seq) {
    int i = rangeAtOrAfter(seq);
    return i < bounds.length && bounds[i] <= seq;
  }

  /// Its lowest range ends here; 0 when empty.
  long firstEnd() {
    return isEmpty() ? 0 : bounds[1];
  }

  /// Its lowest member; 0 when empty.
  long first() {
    return isEmpty() ? 0 : bounds[0];
  }

  /// With one more member; itself where it has it already.
  SeqSet with(long seq) {
    int i = rangeAtOrAfter(seq);
    if (i < bounds.length && bounds[i] <= seq) {
      return this;
    }
    boolean joinsBelow = i > 0 && bounds[i - 1] == seq - 1;
    boolean joinsAbove = i < bounds.length && bounds[i] == seq + 1;
    if (joinsBelow && joinsAbove) {
      return new SeqSet(spliced(i - 1, i + 1));
    }
    if (joinsBelow || joinsAbove) {
      long[] grown = bounds.clone();
      grown[joinsBelow ? i - 1 : i] = seq;
      return new SeqSet(grown);
    }
    return new SeqSet(spliced(i, i, seq, seq));
  }

  /// Only what is above `floor`.
  SeqSet above(long floor) {
    int i = rangeAtOrAfter(floor + 1);
    if (i == bounds.length) {
      return EMPTY;
    }
    if (i == 0 && bounds[0] > floor) {
      return this;
    }
    long[] rest = Arrays.copyOfRange(bounds, i, bounds.length);
    rest[0] = Math.max(rest[0], floor + 1);
    return new SeqSet(rest);
  }

  /// Without the lowest `count` ranges.
  SeqSet withoutLowest(int count) {
    return new SeqSet(
        Arrays.copyOfRange(bounds, Math.min(2 * count, bounds.length), bounds.length));
  }

  /// How many numbers in (floor, top] are in this set or in the other, each counted once.
  long countWith(SeqSet other, long floor, long top) {
    return count(floor, top) + other.count(floor, top) - common(other, floor, top);
  }

  private long count(long floor, long top) {
    long count = 0;
    for (int i = rangeAtOrAfter(floor + 1); i < bounds.length && bounds[i] <= top; i += 2) {
      count += Math.min(bounds[i + 1], top) - Math.max(bounds[i], floor + 1) + 1;
    }
    return count;
  }

  private long common(SeqSet other, long floor, long top) {
    long count = 0;
    int i = rangeAtOrAfter(floor + 1);
    int j = other.rangeAtOrAfter(floor + 1);
    while (i < bounds.length && j < other.bounds.length) {
      long from = Math.max(floor + 1, Math.max(bounds[i], other.bounds[j]));
      long to = Math.min(top, Math.min(bounds[i + 1], other.bounds[j + 1]));
      count += Math.max(0, to - from + 1);
      if (bounds[i + 1] < other.bounds[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return count;
  }

  /// Index of the first range that ends at or after `seq`; `bounds.length` if there is none.
  private int rangeAtOrAfter(long seq) {
    int low = 0;
    int high = ranges();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds[2 * middle + 1] < seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }

  private long[] spliced(int from, int to, long... insert) {
    long[] result = new long[bounds.length - (to - from) + insert.length];
    System.arraycopy(bounds, 0, result, 0, from);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(bounds, to, result, from + insert.length, bounds.length - to);
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeqSet that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return Arrays.toString(bounds);
  }
}
