package io.viatra.chat.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Key;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private record Settings(String word) {}

  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Env env = Env.of(Map.of("CHAT_WORD", "hello"));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private final Service<Settings> service =
      new Service<>("test-service", ServiceTest::settings, this::open);

  @Test
  void aStartedServiceIsAliveReadyAndMeasured() throws Exception {
    try (Running running = service.start(env)) {
      URI admin = running.endpoint("admin");
      assertThat(body(admin, "/livez", 200)).isEqualTo("{\"alive\":true}");
      assertThat(body(admin, "/readyz", 200))
          .isEqualTo(
              "{\"ready\":true,\"checks\":{\"started\":true,\"accepting\":true,\"word\":true}}");
      assertThat(body(admin, "/metrics", 200))
          .contains("jvm_memory_used_bytes{", "service=\"test-service\"");
      assertThat(body(admin, "/else", 404)).isEmpty();
      assertThat(running.endpoint("http")).isEqualTo(URI.create("http://h:1"));
    }
    assertThat(closed).containsExactly("tap", "store");
  }

  @Test
  void aDrainingServiceIsNotReady() throws Exception {
    try (Running running = service.start(env)) {
      running.readiness().draining();
      assertThat(body(running.endpoint("admin"), "/readyz", 503)).contains("\"ready\":false");
    }
  }

  @Test
  void anIllegalEnvironmentOpensNothingAndNamesEverything() {
    Env wrong = Env.of(Map.of("CHAT_ADMIN_PORT", "x"));
    ConfigException problems =
        catchThrowableOfType(ConfigException.class, () -> service.start(wrong));
    assertThat(problems.problems()).hasSize(2);
    assertThat(closed).isEmpty();
  }

  @Test
  void aFailureWhileOpeningClosesWhatWasOpened() {
    Service<Settings> broken =
        new Service<>(
            "broken",
            ServiceTest::settings,
            (settings, host) -> {
              open(settings, host);
              throw new IllegalStateException("on purpose");
            });
    assertThatIllegalStateException().isThrownBy(() -> broken.start(env));
    assertThat(closed).containsExactly("tap", "store");
  }

  @Test
  void helpNamesEveryKeyAndStartsNothing() {
    int code = execute(new CompletableFuture<>(), Env.of(Map.of()), "--help");
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("CHAT_WORD (string, required)", "CHAT_ADMIN_PORT", "default: 20s");
  }

  @Test
  void theKeysAreKnownWithoutAnEnvironment() {
    assertThat(service.keys()).extracting(Key::name).contains("CHAT_WORD", "CHAT_ADMIN_PORT");
  }

  @Test
  void anIllegalEnvironmentExitsWithTwoAndTheList() {
    assertThat(execute(new CompletableFuture<>(), Env.of(Map.of()))).isEqualTo(2);
    assertThat(err.toString()).contains("CHAT_WORD: is required");
  }

  @Test
  void anUnknownOptionExitsWithTwo() {
    assertThat(execute(new CompletableFuture<>(), env, "--nonsense")).isEqualTo(2);
  }

  @Test
  void aSignalClosesAndExitsWithZero() {
    assertThat(execute(CompletableFuture.completedFuture(null), env)).isZero();
    assertThat(closed).containsExactly("tap", "store");
  }

  @Test
  void aFailedPartClosesAndExitsWithOne() {
    Service<Settings> dying =
        new Service<>(
            "dying",
            ServiceTest::settings,
            (settings, host) -> {
              open(settings, host);
              host.watch("loop", CompletableFuture.failedFuture(new IllegalStateException("died")));
            });
    int code =
        ServiceMain.execute(
            dying, env, new CompletableFuture<>(), new PrintWriter(out), new PrintWriter(err));
    assertThat(code).isEqualTo(1);
    assertThat(closed).containsExactly("tap", "store");
  }

  @Test
  void aFailedStartExitsWithOne() {
    Service<Settings> broken =
        new Service<>(
            "broken",
            ServiceTest::settings,
            (settings, host) -> {
              throw new java.io.IOException("no port");
            });
    int code =
        ServiceMain.execute(
            broken, env, new CompletableFuture<>(), new PrintWriter(out), new PrintWriter(err));
    assertThat(code).isEqualTo(1);
  }

  private int execute(CompletableFuture<Void> signal, Env with, String... args) {
    return ServiceMain.execute(
        service, with, signal, new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private static Settings settings(Env env) {
    return new Settings(env.string("CHAT_WORD", "a word"));
  }

  private void open(Settings settings, Host host) {
    AutoCloseable store = () -> closed.add("store");
    AutoCloseable tap = () -> closed.add("tap");
    host.add("store", store);
    host.readiness().check("word", () -> settings.word().equals("hello"));
    host.endpoint("http", URI.create("http://h:1"));
    host.add("tap", tap);
  }

  private static String body(URI admin, String path, int status) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(admin.resolve(path)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(status);
      return answer.body();
    }
  }
}
