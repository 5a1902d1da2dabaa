package io.viatra.chat.e2e.history;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/// Asks over REST, one call in flight on each of two connections, and prints what it took. Every
/// answer must be 200.
final class Reads {
  static final String SECRET = "a secret of at least thirty-two bytes";

  private static final int CONNECTIONS = 2;
  private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

  private final URI origin;
  private final Population population;
  private final LogWriter history;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Reads(URI origin, Population population, LogWriter history) {
    this.origin = origin;
    this.population = population;
    this.history = history;
  }

  /// One call; answers what it took in nanoseconds.
  private interface Call {
    long nanos(Random random) throws Exception;
  }

  void run(int calls) throws Exception {
    System.out.printf("%n%-44s %8s %8s %8s %8s%n", "REST, ms", "calls", "p50", "p99", "max");
    measure("page of 50, the newest", calls, random -> page(random, false));
    measure("page of 50, around any message", calls, random -> page(random, true));
    measure("one conversation, with its unread", calls, this::one);
    measure("list of 50, of few conversations", calls, random -> list(random, anybody(random)));
    measure(
        "list of 50, of a thousand conversations", calls / 4, random -> list(random, busy(random)));
  }

  private void measure(String title, int calls, Call call) throws Exception {
    Histogram all = new Histogram(3);
    // The first tenth warms connections, plans and code.
    for (int from : new int[] {0, 1}) {
      all.reset();
      try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
        List<Future<Histogram>> runs = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
          Random random = new Random(from * 100L + i);
          int count = (from == 0 ? calls / 5 : calls) / CONNECTIONS;
          runs.add(threads.submit(() -> times(call, random, count)));
        }
        for (Future<Histogram> run : runs) {
          all.add(run.get());
        }
      }
    }
    System.out.printf(
        "%-44s %,8d %8.1f %8.1f %8.1f%n",
        title,
        all.getTotalCount(),
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        all.getMaxValue() / 1e6);
  }

  private static Histogram times(Call call, Random random, int count) throws Exception {
    Histogram times = new Histogram(3);
    for (int i = 0; i < count; i++) {
      times.recordValue(call.nanos(random));
    }
    return times;
  }

  private long page(Random random, boolean deep) throws Exception {
    int rank = talking(random);
    String around =
        deep
            ? "&around="
                + LogWriter.messageId(population, rank, 1 + random.nextLong(history.seq(rank)))
            : "";
    return get(member(rank, random), "/" + population.id(rank) + "/messages?limit=50" + around)
        .nanos;
  }

  private long one(Random random) throws Exception {
    int rank = talking(random);
    return get(member(rank, random), "/" + population.id(rank)).nanos;
  }

  /// The first page or, half of the time, the one after it.
  private long list(Random random, String user) throws Exception {
    Got first = get(user, "?limit=50");
    Matcher next = NEXT.matcher(first.body);
    return random.nextBoolean() && next.find()
        ? get(user, "?limit=50&cursor=" + next.group(1)).nanos
        : first.nanos;
  }

  private String anybody(Random random) {
    return member(talking(random), random);
  }

  private static String busy(Random random) {
    return Population.busyUser(random.nextInt(100));
  }

  private int talking(Random random) {
    int rank = population.drawn(random);
    return history.seq(rank) > 0 ? rank : 0;
  }

  private String member(int rank, Random random) {
    return Population.user(population.members(rank, random.nextInt(population.memberCount(rank))));
  }

  private record Got(String body, long nanos) {}

  private Got get(String user, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(origin.resolve("/api/v1/chat/conversations" + path))
            .header("Authorization", "Bearer " + token(user))
            .timeout(Duration.ofSeconds(30))
            .build();
    long begin = System.nanoTime();
    var answer = http.send(request, BodyHandlers.ofString());
    long nanos = System.nanoTime() - begin;
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " for " + path);
    }
    return new Got(answer.body(), nanos);
  }

  private static String token(String userId) {
    return JWT.create()
        .withSubject(userId)
        .withExpiresAt(Instant.now().plus(Duration.ofHours(1)))
        .withJWTId(UUID.randomUUID().toString())
        .sign(Algorithm.HMAC256(SECRET));
  }
}
