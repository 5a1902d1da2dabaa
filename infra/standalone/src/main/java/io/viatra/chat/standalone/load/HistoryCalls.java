package io.viatra.chat.standalone.load;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/// `GET …/messages?limit=50`: the newest page half of the time, as after opening a conversation,
/// and else one behind a cursor of random depth, as when scrolling up.
final class HistoryCalls implements Calls {
  private final List<List<Pages>> lines;
  private final SplittableRandom random;

  /// The pages of a conversation as one member reads them.
  record Pages(ByteBuffer newest, List<ByteBuffer> older) {
    Pages {
      older = List.copyOf(older);
    }
  }

  HistoryCalls(List<List<Pages>> lines, long seed) {
    this.lines = List.copyOf(lines);
    this.random = new SplittableRandom(seed);
  }

  @Override
  public ByteBuffer next(int line) {
    var conversations = lines.get(line);
    var pages = conversations.get(random.nextInt(conversations.size()));
    var older = pages.older();
    var page =
        older.isEmpty() || random.nextBoolean()
            ? pages.newest()
            : older.get(random.nextInt(older.size()));
    return page.duplicate().rewind();
  }
}
