package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.testkit.FreePorts;
import io.viatra.chat.testkit.guarantee.History;
import io.viatra.chat.testkit.guarantee.HistoryRecorder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two edges and two nodes of ingest-api at once. People with several devices are spread over them
/// and chat at random, every REST call goes to another node than the last; an edge is killed while
/// they do, then a node of ingest-api, and both come back. In the end every promise that has to do
/// with it is asked for, on every node that there is.
///
/// `-Dtwo.seed=` repeats a run as far as threads allow.
class TwoOfEverythingIT {
  private static final int STEPS = 240;
  private static final int EDGE_DIES_AT = 80;
  private static final int INGEST_DIES_AT = 130;
  private static final int BOTH_ARE_BACK_AT = 180;
  private static final int SETTLED_EVERY = 10;
  private static final int IN_FLIGHT = 12;
  private static final Duration QUIET_MAX = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofHours(1);

  /// A removal and a logout, on open sockets of every node.
  private static final Duration ACTS_MAX = Duration.ofSeconds(2);

  @TempDir private Path data;

  private final HistoryRecorder history = new HistoryRecorder();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, InTurn> rest = new HashMap<>();
  private final Map<String, Traveller> devices = new LinkedHashMap<>();

  @Test
  void everyPromiseHoldsOnEveryNodeWhileAnEdgeAndAnIngestNodeDie() throws Exception {
    long seed = Long.getLong("two.seed", System.nanoTime());
    System.out.println("TwoOfEverythingIT seed " + seed);
    int edgePort = FreePorts.any();
    int ingestPort = FreePorts.any();
    try (var pipeline = Pipeline.start(data)) {
      var secondIngest = pipeline.anotherIngest(ingestPort);
      var secondEdge = pipeline.anotherEdge(edgePort, shortLeases());
      secondIngest.awaitReady();
      var nodes = List.of(pipeline.ingest, at(ingestPort));
      var crowd = new Crowd(new Random(seed), history, rest);
      try {
        arrive(pipeline, nodes, crowd, at(edgePort));
        wordsCrossTheNodes(nodes);
        for (int step = 0; step < STEPS; step++) {
          switch (step) {
            case EDGE_DIES_AT -> edgeDies(crowd, secondEdge, pipeline.edge);
            case INGEST_DIES_AT -> ingestDies(crowd, secondIngest);
            case BOTH_ARE_BACK_AT -> {
              secondEdge.startAgain();
              secondIngest.startAgain();
            }
            default -> crowd.act();
          }
          if (step % SETTLED_EVERY == 0) {
            crowd.settle();
          }
        }
        secondIngest.awaitReady();
        secondEdge.awaitReady();
        offlineByThemselves(nodes);
        device("ben-phone").moveTo(at(edgePort));
        device("dora-phone").moveTo(at(edgePort));
        crowd.settle();
        everybodyIsThere(nodes);
        allIsQuiet(crowd);
        someRead(crowd);
        var aftermath = new Aftermath(nodes, crowd, List.copyOf(devices.values()), history);
        aftermath.samePictureEverywhere();
        aftermath.promisesHold(new StoredMessages(pipeline.postgres()));
        assertThat(pipeline.audit()).isEmpty();
      } finally {
        devices.values().forEach(Traveller::close);
      }
    }
  }

  private static Map<String, String> shortLeases() {
    return Map.of(
        "CHAT_PRESENCE_LEASE", "6s",
        "CHAT_PRESENCE_HEARTBEAT", "1s",
        "CHAT_PRESENCE_GRACE", "2s");
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void arrive(Pipeline pipeline, List<URI> nodes, Crowd crowd, URI second)
      throws Exception {
    for (var userId : List.of("ana", "ben", "carla", "dora", "eve")) {
      // One token for all of it: the logout of a call ends the sockets of the same one.
      tokens.put(userId, pipeline.key().token(userId, LIFETIME));
      rest.put(userId, new InTurn(nodes, token(userId)));
    }
    crowd.talksIn(create("ana", "group", "ben", "carla", "dora"), "ana", "ben", "carla", "dora");
    crowd.talksIn(create("ana", "direct", "ben"), "ana", "ben");
    crowd.talksIn(create("carla", "direct", "dora"), "carla", "dora");
    connect("ana", "phone", pipeline.edge);
    connect("ana", "web", second);
    connect("ben", "phone", second);
    connect("carla", "web", pipeline.edge);
    connect("carla", "phone", second);
    connect("dora", "phone", second);
    devices.values().forEach(crowd::comes);
    connect("eve", "phone", second);
  }

  private void connect(String userId, String name, URI edge) throws Exception {
    var device = new Traveller(userId, userId + "-" + name, token(userId), rest(userId), history);
    devices.put(device.name, device);
    device.moveTo(edge);
  }

  private String create(String userId, String type, String... others) throws InterruptedException {
    var body = Rest.object().put("type", type);
    for (var other : others) {
      body.withArray("participantIds").add(other);
    }
    var nodes = rest(userId);
    var made = nodes.ok(nodes.call("POST", Person.CONVERSATIONS, body));
    return made.at("/conversation/id").asText();
  }

  /// Typing is seen, and a removal and a logout act, on the other edge.
  private void wordsCrossTheNodes(List<URI> nodes) throws Exception {
    var ward = create("ana", "group", "eve", "ben");
    var eve = device("eve-phone");
    var inWard = Rest.object().put("conversationId", ward);
    device("ana-phone").socket().ask("join_conversation", inWard);
    var typing =
        device("ana-phone")
            .socket()
            .next("user_typing", now -> now.path("userIds").toString().contains("eve"));
    eve.socket().ask("typing_start", inWard);
    soon(typing);

    var gone =
        eve.socket()
            .next("conversation_removed", now -> now.path("conversationId").asText().equals(ward));
    var ana = rest("ana");
    ana.ok(ana.call("DELETE", Person.CONVERSATIONS + "/" + ward + "/participants/eve", null));
    gone.get(ACTS_MAX.toMillis(), TimeUnit.MILLISECONDS);
    var refused = eve.emit("send_message", inWard.deepCopy().put("content", "hello?"));
    assertThat(soon(refused).at("/error/code").asText()).isEqualTo("NOT_FOUND");
    for (var node : nodes) {
      var answer = rest("eve").at(node, "GET", Person.CONVERSATIONS + "/" + ward, null);
      assertThat(answer.status()).isEqualTo(404);
    }
    var ended =
        eve.socket().next("error", now -> now.path("code").asText().equals("UNAUTHENTICATED"));
    rest("eve").ok(rest("eve").call("DELETE", "/api/v1/auth/fcm-token?deviceId=phone", null));
    ended.get(ACTS_MAX.toMillis(), TimeUnit.MILLISECONDS);
    eve.leave();
  }

  /// With sends under way; whose edge it was goes to the other one, but for dora, who stays away.
  private void edgeDies(Crowd crowd, ServiceProcess edge, URI other) throws Exception {
    var there = List.of(device("ana-web"), device("ben-phone"), device("carla-phone"));
    var group = crowd.conversations().keySet().iterator().next();
    for (int i = 0; i < IN_FLIGHT; i++) {
      crowd.send(i % 4 == 3 ? device("dora-phone") : there.get(i % 4), group);
    }
    edge.kill();
    device("dora-phone").leave();
    for (var device : there) {
      device.moveTo(other);
    }
    crowd.settle();
  }

  /// With posts under way, which are repeated with the same id at the other node.
  private void ingestDies(Crowd crowd, ServiceProcess ingest) throws Exception {
    var group = crowd.conversations().keySet().iterator().next();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var posts = new ArrayList<Future<Crowd.Posted>>();
      for (int i = 0; i < IN_FLIGHT; i++) {
        Callable<Crowd.Posted> post =
            crowd.posting(List.of("ana", "ben", "carla").get(i % 3), group);
        posts.add(threads.submit(post));
      }
      posts.getFirst().get();
      ingest.kill();
      for (var post : posts) {
        crowd.taken(post.get());
      }
    }
  }

  /// Dora's edge was killed, and nobody said that she left.
  private void offlineByThemselves(List<URI> nodes) {
    presence(nodes, "dora", "offline");
  }

  private void everybodyIsThere(List<URI> nodes) {
    for (var userId : List.of("ben", "carla", "dora")) {
      presence(nodes, userId, "online");
    }
  }

  private void presence(List<URI> nodes, String userId, String status) {
    var path = "/api/v1/chat/presence?userIds=" + userId;
    for (var node : nodes) {
      Awaitility.await(userId + " is " + status + " at " + node)
          .atMost(QUIET_MAX)
          .until(() ->
              rest("ana")
                  .at(node, "GET", path, null)
                  .body()
                  .at("/users/0/status")
                  .asText()
                  .equals(status));
    }
  }

  /// Every device holds what the read model holds, to the last reaction.
  private void allIsQuiet(Crowd crowd) {
    crowd
        .conversations()
        .forEach((conversation, members) -> {
          for (var device : devicesOf(members)) {
            Awaitility.await(device + " has all of " + conversation)
                .atMost(QUIET_MAX)
                .untilAsserted(() -> {
                  device.mend();
                  for (var message : Traveller.pages(rest(device.userId), conversation)) {
                    assertThat(device.shown(message.path("id").asText()))
                        .isEqualTo(Traveller.text(message));
                  }
                });
          }
        });
  }

  private void someRead(Crowd crowd) throws Exception {
    var group = crowd.conversations().keySet().iterator().next();
    long head = device("ben-phone").head(group);
    crowd.mark(device("ben-phone"), group, History.Receipt.READ, head);
    crowd.mark(device("ana-web"), group, History.Receipt.READ, head / 2);
    crowd.mark(device("dora-phone"), group, History.Receipt.DELIVERED, head);
  }

  private List<Traveller> devicesOf(List<String> members) {
    return devices.values().stream().filter(each -> members.contains(each.userId)).toList();
  }

  private Traveller device(String name) {
    return Objects.requireNonNull(devices.get(name));
  }

  private String token(String userId) {
    return Objects.requireNonNull(tokens.get(userId));
  }

  private InTurn rest(String userId) {
    return Objects.requireNonNull(rest.get(userId));
  }

  private static JsonNode soon(Future<JsonNode> event)
      throws InterruptedException, ExecutionException, TimeoutException {
    return event.get(30, TimeUnit.SECONDS);
  }
}
