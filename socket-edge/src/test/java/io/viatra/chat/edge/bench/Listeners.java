package io.viatra.chat.edge.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the time from when an event of a [Flood] was due until it is heard. Both processes read
/// the same clock of the machine.
final class Listeners implements Flock.Ear {
  private static final Pattern EVENT = Pattern.compile("42\\[\"e\",(\\d+),(\\d+),");
  private static final int HEAD = 64;

  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  @Override
  public void heard(ByteBuffer payload) {
    long now = System.nanoTime();
    byte[] head = new byte[Math.min(HEAD, payload.remaining())];
    payload.get(head);
    Matcher matcher = EVENT.matcher(new String(head, StandardCharsets.US_ASCII));
    if (!matcher.lookingAt()) {
      throw new IllegalStateException("not an event of the flood");
    }
    nanos.add(now - Long.parseLong(matcher.group(1)));
  }

  int count() {
    return nanos.size();
  }

  /// @param quantile 0 to 1
  double millis(double quantile) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * quantile))] / 1e6;
  }

  void clear() {
    nanos.clear();
  }
}
