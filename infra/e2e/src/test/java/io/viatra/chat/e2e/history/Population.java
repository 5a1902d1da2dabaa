package io.viatra.chat.e2e.history;

import io.viatra.chat.schemas.conversation.ConversationType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// Conversations of realistic skew: by rank, the r-th has a share of all messages in proportion to
/// r^-0.8. Of a hundred thousand with ten million messages the largest has two hundred thousand,
/// the middle one forty. The first few are channels of 2,000, the next tenth groups of 3 to 50, all
/// others pairs. A few busy people are in a thousand of the groups each.
final class Population {
  private static final double SKEW = 0.8;
  private static final int CHANNELS = 20;
  private static final int CHANNEL_MEMBERS = 2_000;
  private static final int GROUP_MEMBERS_MAX = 50;
  private static final int BUSY = 10;

  private final Random random;
  private final double[] upTo;
  private final UUID[] ids;
  private final int[][] members;
  private final int users;

  Population(long seed, int conversations) {
    random = new Random(seed);
    users = Math.max(4_000, conversations / 2);
    upTo = new double[conversations];
    ids = new UUID[conversations];
    members = new int[conversations][];
    double sum = 0;
    for (int rank = 0; rank < conversations; rank++) {
      sum += Math.pow(rank + 1.0, -SKEW);
      upTo[rank] = sum;
      ids[rank] = new UUID(random.nextLong(), random.nextLong());
      members[rank] = members(rank);
    }
  }

  private int[] members(int rank) {
    int size =
        switch (type(rank)) {
          case CHANNEL -> CHANNEL_MEMBERS;
          case GROUP -> 3 + random.nextInt(GROUP_MEMBERS_MAX - 2);
          case DIRECT -> 2;
        };
    Set<Integer> some = new LinkedHashSet<>();
    if (type(rank) == ConversationType.GROUP && random.nextInt(10) < 1) {
      some.add(random.nextInt(BUSY));
    }
    while (some.size() < size) {
      some.add(BUSY + random.nextInt(users - BUSY));
    }
    return some.stream().mapToInt(Integer::intValue).toArray();
  }

  int size() {
    return ids.length;
  }

  ConversationType type(int rank) {
    if (rank < Math.min(CHANNELS, ids.length / 100)) {
      return ConversationType.CHANNEL;
    }
    return rank < ids.length / 10 ? ConversationType.GROUP : ConversationType.DIRECT;
  }

  UUID id(int rank) {
    return ids[rank];
  }

  int members(int rank, int index) {
    return members[rank][index];
  }

  int memberCount(int rank) {
    return members[rank].length;
  }

  static String user(int number) {
    return "user-" + number;
  }

  static String busyUser(int number) {
    return user(number % BUSY);
  }

  /// Who wrote the message with this number.
  String sender(int rank, long seq) {
    return user(members[rank][(int) (seq * 7 % members[rank].length)]);
  }

  /// A conversation, by its share of the messages.
  int drawn(Random from) {
    double at = from.nextDouble() * upTo[upTo.length - 1];
    int found = Arrays.binarySearch(upTo, at);
    return found >= 0 ? found : -found - 1;
  }
}
