package io.viatra.chat.edge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Questions over real HTTP, to a server that answers as it likes.
class HttpReadsIT {
  private final Session session = new FakeSessions().ready("ana");
  private final UUID conversation = UUID.randomUUID();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile HttpHandler answer = exchange -> reply(exchange, 404, "{}");
  private HttpServer server;
  private HttpReads reads;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          answer.handle(exchange);
        });
    server.start();
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    reads = new HttpReads(base, new Metrics("test"));
  }

  @AfterEach
  void stop() {
    over.countDown();
    reads.close();
    server.stop(0);
  }

  @Test
  void asksInTheUsersOwnNameAndReadsTheUsersOwnMark() {
    answer =
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
              .isEqualTo("Bearer token");
          reply(
              exchange,
              200,
              "{\"conversation\":{\"ver\":9,\"lastSeq\":7,\"participants\":[{\"userId\":\"ben\",\"readSeq\":6},"
                  + "{\"userId\":\"ana\",\"role\":\"admin\",\"readSeq\":3}],\"metadata\":"
                  + "{\"a\":".repeat(40)
                  + "1"
                  + "}".repeat(40)
                  + "}}");
        };
    assertThat(reads.conversation(session, conversation))
        .isEqualTo(new Reads.Conversation.Found(9, 7, 3, true));
  }

  @Test
  void absentIsNotTheSameAsNoAnswer() {
    assertThat(reads.conversation(session, conversation))
        .isEqualTo(new Reads.Conversation.Absent());
    assertThat(reads.message(session, conversation, UUID.randomUUID()))
        .isEqualTo(new Reads.Message.Absent());
    answer = exchange -> reply(exchange, 503, "{}");
    assertThat(reads.conversation(session, conversation))
        .isEqualTo(new Reads.Conversation.Unreachable());
    answer = exchange -> reply(exchange, 200, "no json");
    assertThat(reads.conversation(session, conversation))
        .isEqualTo(new Reads.Conversation.Unreachable());
  }

  @Test
  void whoMayBeKnownOfIsTheReadModelsWordAndNoAnswerIsNotNobody() {
    answer =
        exchange -> {
          assertThat(exchange.getRequestURI())
              .hasToString("/api/v1/chat/presence?userIds=ben,x@y:1");
          reply(exchange, 200, "{\"users\":[{\"userId\":\"ben\",\"status\":\"unknown\"}]}");
        };
    assertThat(reads.among(session, List.of("ben", "x@y:1"))).contains(Set.of("ben"));
    for (int status : new int[] {503, 404, 400, 401}) {
      answer = exchange -> reply(exchange, status, "{}");
      assertThat(reads.among(session, List.of("ben"))).isEmpty();
    }
  }

  @Test
  void theMembersOfAForeignConversationAreNobody() {
    assertThat(reads.members(session, conversation)).contains(Set.of());
    answer =
        exchange ->
            reply(
                exchange,
                200,
                "{\"conversation\":{\"participants\":[{\"userId\":\"ana\"},{\"userId\":\"ben\"}]}}");
    assertThat(reads.members(session, conversation)).contains(Set.of("ana", "ben"));
    answer = exchange -> reply(exchange, 503, "{}");
    assertThat(reads.members(session, conversation)).isEmpty();
  }

  @Test
  void aServerThatHangsCostsASecondAndThenNothing() {
    answer =
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var _ = threads.submit(() -> reads.conversation(session, conversation));
      }
    }
    int before = asked.get();
    long begin = System.nanoTime();
    assertThat(reads.conversation(session, conversation))
        .isEqualTo(new Reads.Conversation.Unreachable());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(800));
    assertThat(asked).as("the breaker is open").hasValue(before);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
