package io.viatra.chat.schemas.conversation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.viatra.chat.schemas.Check;
import java.util.List;
import java.util.UUID;

/// How ids of conversations come about.
public final class ConversationId {
  /// RFC 9562 namespace for direct conversations; never changed, or existing pairs would split.
  private static final UUID DIRECT = UUID.fromString("6f0d7c1e-5b0a-5c6e-9f0e-2d6b8a4c1e01");

  private ConversationId() {}

  /// The one id that two people's direct conversation can have: UUIDv5 of the sorted pair. So
  /// get-or-create needs no look-up and has no race.
  public static UUID direct(String one, String other) {
    Check.userId(one);
    Check.userId(other);
    var pair = one.compareTo(other) <= 0 ? List.of(one, other) : List.of(other, one);
    // A user id holds no NUL, so the pair is unambiguous.
    return named(DIRECT, pair.get(0) + '\0' + pair.get(1));
  }

  static UUID named(UUID namespace, String name) {
    NameBasedGenerator generator = Generators.nameBasedGenerator(namespace);
    return generator.generate(name);
  }
}
