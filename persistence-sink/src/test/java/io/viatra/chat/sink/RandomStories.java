package io.viatra.chat.sink;

import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.device.Platform;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// Several conversations at once, with everything that can happen to them, in an order that a
/// sequencer could have written. The same seed tells the same stories.
final class RandomStories {
  private static final List<String> USERS = List.of("ana", "ben", "carla", "dora");
  private static final Instant FIRST = Instant.parse("2026-11-01T12:00:00Z");

  private static final List<String> EMOJI = List.of("👍", "❤️", "🎉");

  private final Random random;
  private final List<Change> told = new ArrayList<>();
  private final Map<String, DeviceKey> owners = new HashMap<>();
  private final String suffix;
  private int devices;

  private RandomStories(long seed) {
    random = new Random(seed);
    suffix = "." + seed;
  }

  static List<Change> tell(long seed, int conversations, int steps) {
    RandomStories stories = new RandomStories(seed);
    List<Scene> scenes =
        IntStream.range(0, conversations).mapToObj(i -> stories.scene(seed, i)).toList();
    for (int i = 0; i < steps; i++) {
      stories.step(scenes.get(stories.random.nextInt(scenes.size())));
    }
    return List.copyOf(stories.told);
  }

  private record Scene(Story story, List<MessageSent> live, Set<String> members) {}

  private Scene scene(long seed, int number) {
    Story story = new Story(new UUID(seed, number));
    tell(new Change.Happened(story.created("ana", "ben", "carla")));
    return new Scene(story, new ArrayList<>(), new HashSet<>(List.of("ana", "ben", "carla")));
  }

  private void step(Scene scene) {
    Story story = scene.story;
    String user = USERS.get(random.nextInt(USERS.size()));
    switch (random.nextInt(14)) {
      case 0 -> edit(scene);
      case 1 -> delete(scene, user);
      case 2, 3 -> react(scene, user);
      case 4, 5 -> comeOrGo(scene, user);
      case 6 ->
          member(
              scene,
              user,
              scene.members.contains("ana") && !user.equals("ana") && random.nextBoolean()
                  ? story.handedOver("ana", user)
                  : story.role("ana", user, Role.ADMIN));
      case 7 -> tell(new Change.Happened(story.updated(user, random.nextBoolean() ? "n" : null)));
      case 8 -> member(scene, user, story.settings(user, story.now(), random.nextBoolean()));
      case 9, 10 -> receipt(story, user);
      case 11 -> device(user);
      default -> send(scene, user);
    }
  }

  private void comeOrGo(Scene scene, String user) {
    if (scene.members.remove(user)) {
      var successor = scene.members.stream().sorted().findFirst().orElse(null);
      tell(
          new Change.Happened(
              random.nextBoolean()
                  ? scene.story.removed("ana", user)
                  : scene.story.left(user, successor)));
    } else {
      scene.members.add(user);
      tell(new Change.Happened(scene.story.added("ana", user)));
    }
  }

  /// Only members have roles and settings; the version that nobody gets is a gap, which is fine.
  private void member(Scene scene, String user, ChatEvent event) {
    if (scene.members.contains(user)) {
      tell(new Change.Happened(event));
    }
  }

  private void send(Scene scene, String user) {
    Story story = scene.story;
    MessageSent sent =
        scene.live.isEmpty() || random.nextInt(4) > 0
            ? story.sent(user)
            : story.rich(user, scene.live.getFirst());
    scene.live.add(sent);
    tell(new Change.Happened(sent));
  }

  private void edit(Scene scene) {
    if (!scene.live.isEmpty()) {
      tell(new Change.Happened(scene.story.edited(any(scene.live), "edited " + random.nextInt())));
    }
  }

  private void delete(Scene scene, String user) {
    if (!scene.live.isEmpty()) {
      MessageSent target = any(scene.live);
      scene.live.remove(target);
      tell(new Change.Happened(scene.story.deleted(target, user)));
    }
  }

  private void react(Scene scene, String user) {
    if (!scene.live.isEmpty()) {
      String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
      boolean added = random.nextInt(3) > 0;
      tell(new Change.Happened(scene.story.reacted(any(scene.live), user, emoji, added)));
    }
  }

  private void receipt(Story story, String user) {
    long delivered = random.nextLong(story.seq() + 1);
    tell(new Change.Advanced(story.receipt(user, delivered, random.nextLong(delivered + 1))));
  }

  /// Few tokens, so that they wander from device to device; as the publisher does, whoever had the
  /// token before is unregistered first. People and tokens of these stories alone: the topics are
  /// shared with those of other tests.
  private void device(String user) {
    DeviceKey key = new DeviceKey(user + suffix, "phone-" + random.nextInt(2));
    owners.values().remove(key);
    if (random.nextInt(4) == 0) {
      tell(new Change.Unregistered(key.userId(), key.deviceId()));
      return;
    }
    String token = "token-" + random.nextInt(6) + suffix;
    DeviceKey former = owners.put(token, key);
    if (former != null) {
      tell(new Change.Unregistered(former.userId(), former.deviceId()));
    }
    Instant at = FIRST.plusSeconds(++devices);
    tell(
        new Change.Registered(
            new Device(key.userId(), key.deviceId(), token, Platform.ANDROID, at)));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private void tell(Change change) {
    told.add(change);
  }
}
