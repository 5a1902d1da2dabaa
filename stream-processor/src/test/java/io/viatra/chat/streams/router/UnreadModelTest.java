package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.delivery.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unread against a model that counts message by message, through duplicates, replays, comings and
/// goings and restarts.
class UnreadModelTest {
  private static final List<String> PEOPLE = List.of("ann", "bob", "cid", "dan");
  private static final int STEPS = 800;

  @TempDir Path directory;

  /// What one conversation is, without any cleverness.
  private static final class Model {
    private final Chat chat;
    private final List<String> senders = new ArrayList<>();
    private final List<Boolean> counted = new ArrayList<>();
    private final Map<String, Long> joined = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Set<String> muted = new HashSet<>();

    Model(Chat chat) {
      this.chat = chat;
      chat.users().forEach(user -> joined.put(user, 0L));
    }

    void message(String sender, boolean countable) {
      senders.add(sender);
      counted.add(countable);
    }

    void join(String user) {
      muted.remove(user);
      joined.put(user, (long) senders.size());
      read.put(user, (long) senders.size());
    }

    long unread(String user) {
      var from = joined.get(user);
      if (from == null) {
        return 0;
      }
      long count = 0;
      for (int seq = 1; seq <= senders.size(); seq++) {
        boolean own = senders.get(seq - 1).equals(user);
        if (seq > from && seq > read.getOrDefault(user, 0L) && !own && counted.get(seq - 1)) {
          count++;
        }
      }
      return count;
    }
  }

  @Test
  void unreadEqualsTheModelAtEveryStep() {
    long seed = System.nanoTime();
    System.out.println("UnreadModelTest seed " + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (var bench = new RouterBench(directory)) {
      List<Model> models = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        var chat = Chat.of(new UUID(1, i), "ann", "bob", "cid");
        models.add(new Model(chat));
        bench.deliver(chat, chat.frame());
      }
      List<Runnable> history = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        var model = models.get(random.nextInt(models.size()));
        var delivery = step(model, random);
        history.add(() -> bench.deliver(model.chat, delivery));
        history.getLast().run();
        disturb(bench, history, random);
        for (String user : PEOPLE) {
          assertThat(bench.unread(user, model.chat))
              .as("seed %s, step %s, %s", seed, i, user)
              .isEqualTo(model.unread(user));
        }
        checkLive(bench, models, random, seed);
      }
    }
  }

  private static Delivery step(Model model, RandomGenerator random) {
    var chat = model.chat;
    var members = chat.users();
    String user = PEOPLE.get(random.nextInt(PEOPLE.size()));
    if (!members.contains(user)) {
      var frame = chat.adds(user);
      model.join(user);
      return frame;
    }
    long last = chat.lastSeq();
    int dice = random.nextInt(100);
    if (dice < 60 || last == 0) {
      boolean countable = random.nextInt(10) > 0;
      model.message(user, countable);
      return chat.message(user, countable ? MessageType.TEXT : MessageType.SYSTEM, null);
    }
    if (dice < 75) {
      long to = random.nextLong(0, last + 1);
      long from = model.read.getOrDefault(user, 0L);
      model.read.merge(user, to, Math::max);
      return chat.read(user, Math.min(from, to), to);
    }
    if (dice < 80) {
      boolean mutes = model.muted.add(user) || !model.muted.remove(user);
      return chat.mutes(user, mutes ? Chat.AT.plus(Duration.ofDays(365)) : null);
    }
    if (dice < 85) {
      long target = random.nextLong(1, last + 1);
      return chat.edits(target, model.senders.get((int) target - 1));
    }
    if (dice < 95 || members.size() == 1) {
      long target = random.nextLong(1, last + 1);
      model.counted.set((int) target - 1, false);
      return chat.deletes(target, model.senders.get((int) target - 1));
    }
    model.joined.remove(user);
    return chat.removes(user);
  }

  /// Duplicates one old record, replays a stretch, restarts, opens and closes sockets.
  private static void disturb(RouterBench bench, List<Runnable> history, RandomGenerator random) {
    int dice = random.nextInt(100);
    if (dice < 20) {
      history.get(random.nextInt(history.size())).run();
    } else if (dice < 23) {
      int from = random.nextInt(Math.max(0, history.size() - 30), history.size());
      history.subList(from, history.size()).forEach(Runnable::run);
    } else if (dice < 24) {
      bench.restart();
    } else if (dice < 35) {
      String user = PEOPLE.get(random.nextInt(PEOPLE.size()));
      bench.open(user, user + random.nextInt(3));
    } else if (dice < 45) {
      String user = PEOPLE.get(random.nextInt(PEOPLE.size()));
      bench.close(user, user + random.nextInt(3));
    } else if (dice < 50) {
      bench.live(Duration.ofSeconds(1));
    }
  }

  /// A snapshot tells the same as the model, the total included.
  private static void checkLive(
      RouterBench bench, List<Model> models, RandomGenerator random, long seed) {
    if (random.nextInt(20) > 0) {
      return;
    }
    String user = PEOPLE.get(random.nextInt(PEOPLE.size()));
    bench.open(user, user + "-looks");
    long total =
        models.stream()
            .filter(model -> !model.muted.contains(user))
            .mapToLong(model -> model.unread(user))
            .sum();
    assertThat(bench.snapshot().totalUnread()).as("seed %s, %s", seed, user).isEqualTo(total);
    bench.close(user, user + "-looks");
  }
}
