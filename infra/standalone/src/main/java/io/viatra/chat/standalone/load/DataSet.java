package io.viatra.chat.standalone.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.SigningKey;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.standalone.load.HistoryCalls.Pages;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// People, conversations and messages, made by the public API. Each connection has a user of its
/// own and shares its conversations with people who only listen.
public final class DataSet {
  static final String CONVERSATIONS = "/api/v1/chat/conversations";

  /// Messages of a page, as the objective says.
  private static final int PAGE = 50;

  private static final int DEPTH_MAX = 20;

  /// A server that has just started may take longer over its first calls than a call may take.
  private static final int ATTEMPTS_MAX = 5;

  private static final int UNAVAILABLE = 503;
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(6);
  private static final Duration SEEDING_MAX = Duration.ofMinutes(5);
  private static final Duration STORED_MAX = Duration.ofMinutes(2);
  private static final long AGAIN_MS = 100;

  private final URI server;
  private final SigningKey key;
  private final Shape shape;

  /// Part of every user id and client message id, so that runs do not meet.
  private final String run =
      "load-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

  private final List<List<Seat>> seats = new ArrayList<>();

  /// @param lines connections
  /// @param members of each conversation
  /// @param messages in each conversation, at least
  public record Shape(int lines, int conversations, int members, int messages) {}

  private DataSet(URI server, SigningKey key, Shape shape) {
    this.server = server;
    this.key = key;
    this.shape = shape;
  }

  /// Makes everything and returns when the read model has it.
  ///
  /// @throws IOException where that is refused or takes too long
  public static DataSet make(URI server, SigningKey key, Shape shape)
      throws IOException, InterruptedException {
    var made = new DataSet(server, key, shape);
    made.createConversations();
    made.say();
    made.awaitStored();
    return made;
  }

  /// Sends without end.
  public Calls sends() {
    return SendCalls.of(host(), seats, run + "-s", Long.MAX_VALUE);
  }

  /// Pages without end; finds the cursors first.
  public Calls pages(long seed) throws IOException, InterruptedException {
    var lines = new ArrayList<List<Pages>>();
    for (var line : seats) {
      var pages = new ArrayList<Pages>();
      for (var seat : line) {
        pages.add(pages(seat));
      }
      lines.add(pages);
    }
    return new HistoryCalls(lines, seed);
  }

  private void createConversations() throws IOException, InterruptedException {
    for (int line = 0; line < shape.lines(); line++) {
      seats.add(new ArrayList<>());
    }
    // Fewer conversations than connections: the same person sits at several connections.
    for (int number = 0; number < Math.max(shape.conversations(), shape.lines()); number++) {
      int line = number % shape.lines();
      if (number < shape.conversations()) {
        seats.get(line).add(create(user(line)));
      } else {
        seats.get(line).add(seats.get(number % shape.conversations()).getFirst());
      }
    }
  }

  private Seat create(String user) throws IOException, InterruptedException {
    var body = Rest.object().put("type", "group").put("name", run);
    var others = body.putArray("participantIds");
    for (int other = 1; other < shape.members(); other++) {
      others.add(run + "-listener-" + other);
    }
    var token = key.token(user, TOKEN_LIFETIME);
    var answer = create(new Rest(server, token), body);
    return new Seat(answer.path("conversation").path("id").asText(), token);
  }

  /// Comes again where the server asks for it. What a refused attempt made all the same is one more
  /// conversation, in which nobody speaks.
  private static JsonNode create(Rest rest, ObjectNode body)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + STORED_MAX.toNanos();
    while (true) {
      try {
        return rest.post(CONVERSATIONS, body);
      } catch (Rest.UnexpectedAnswer refused) {
        if (!refused.isUnavailable() || System.nanoTime() > deadline) {
          throw refused;
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
      }
    }
  }

  private String user(int line) {
    return run + "-" + line;
  }

  private void say() throws IOException {
    var owned =
        IntStream.range(0, shape.lines())
            .mapToObj(line -> seats.get(line).subList(0, owned(line)))
            .toList();
    long missing = shape.messages();
    for (int attempt = 0; missing > 0 && attempt < ATTEMPTS_MAX; attempt++) {
      var calls = SendCalls.of(host(), owned, run + "-d" + attempt, missing);
      var measured = new ClosedLoop(server, shape.lines()).run(calls, SEEDING_MAX);
      if (measured.broken() > 0 || !Set.of(UNAVAILABLE).containsAll(measured.refused().keySet())) {
        throw new IOException(
            "messages were refused: " + measured.errors() + ". Are the limits off?");
      }
      // Which conversation lacks them is not known, so each gets as many.
      missing = measured.failures();
    }
    if (missing > 0) {
      throw new IOException("the server is unavailable again and again");
    }
  }

  /// How many conversations a connection's user has begun.
  private int owned(int line) {
    return (shape.conversations() - line + shape.lines() - 1) / shape.lines();
  }

  private void awaitStored() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + STORED_MAX.toNanos();
    for (var seat : seats.stream().flatMap(List::stream).distinct().toList()) {
      var rest = new Rest(server, seat.token());
      while (rest.get(seat.path()).path("conversation").path("lastSeq").asLong()
          < shape.messages()) {
        if (System.nanoTime() > deadline) {
          throw new IOException("the read model lacks messages after " + STORED_MAX);
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
      }
    }
  }

  private Pages pages(Seat seat) throws IOException, InterruptedException {
    var rest = new Rest(server, seat.token());
    var newest = seat.path() + "/messages?limit=" + PAGE;
    var older = new ArrayList<ByteBuffer>();
    var path = newest;
    while (older.size() < DEPTH_MAX) {
      var page = rest.get(path);
      var cursor = page.path("nextCursor");
      if (!cursor.isTextual()) {
        break;
      }
      path = newest + "&before=" + cursor.asText();
      older.add(Request.get(host(), path, seat.token()));
    }
    return new Pages(Request.get(host(), newest, seat.token()), older);
  }

  private String host() {
    return server.getHost() + ":" + server.getPort();
  }
}
