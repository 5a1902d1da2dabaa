package io.viatra.chat.edge;

import io.viatra.chat.runtime.service.Running;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// One edge without rate limits, between a stand-in for the router and one for the read model, for
/// all tests of a class. Each test finds a conversation of its own, of which nothing is known yet,
/// and names for two people in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneEdge {
  final int slot;
  RouterStandIn router;
  ReadsStandIn reads;
  Running edge;
  UUID conversation;
  String ana;
  String ben;

  /// @param slot of this class alone
  OneEdge(int slot) {
    this.slot = slot;
  }

  @BeforeAll
  void open() throws Exception {
    router = new RouterStandIn("slot-" + slot);
    reads = new ReadsStandIn();
    edge = EdgeWorld.edge(slot, reads.url(), Map.of("CHAT_LIMITS", "off"));
  }

  @AfterAll
  void close() {
    edge.close();
    reads.close();
    router.close();
  }

  @BeforeEach
  void nameThem() {
    conversation = UUID.randomUUID();
    ana = "ana-" + conversation;
    ben = "ben-" + conversation;
  }

  /// Both are members, and nothing has been said.
  void bothKnow() {
    router.knows(ana, Samples.state(conversation, 1, 0));
    router.knows(ben, Samples.state(conversation, 1, 0));
  }
}
