package io.viatra.chat.standalone;

import io.viatra.chat.edge.SocketEdge;
import io.viatra.chat.ingest.IngestApi;
import io.viatra.chat.push.PushWorker;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.sink.PersistenceSink;
import io.viatra.chat.streams.StreamProcessor;
import io.viatra.chat.testkit.FreePorts;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The whole system in this process. What opens last closes first.
final class Stack implements Closeable {
  private static final long READY_POLL_MS = 20;

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final StackSettings settings;
  private final Consumer<String> progress;
  private final List<Running> services = new ArrayList<>();

  private Stack(StackSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /// Starts everything and returns when every service says that it is ready.
  ///
  /// @param progress gets a line for each step, for people who wait
  /// @throws Exception what did not start; everything opened before is closed
  static Stack start(StackSettings settings, Consumer<String> progress) throws Exception {
    var stack = new Stack(settings, progress);
    try {
      stack.open();
      return stack;
    } catch (Exception failed) {
      stack.close();
      throw failed;
    }
  }

  private void open() throws Exception {
    Files.createDirectories(settings.data());
    Endpoints.remove(settings.data());
    progress.accept("starting Kafka, PostgreSQL, Redis and a fake FCM");
    var servers = EmbeddedServers.start(settings.data(), StackSettings.PARTITIONS);
    open.push(servers::close);
    progress.accept("starting the services");
    startServices(servers);
    awaitReady();
    var ingest = endpoint("ingest-api");
    var edge = endpoint("socket-edge");
    var gateway = Gateway.open(FreePorts.from(settings.ports().gateway()), ingest, edge);
    open.push(gateway::close);
    endpoints =
        servers.endpoints(
            gateway.url().toString(), ingest.toString(), edge.toString(), adminUrls());
  }

  private Endpoints endpoints = Endpoints.NONE;

  Endpoints endpoints() {
    return endpoints;
  }

  /// Side by side: none of them waits for another, only for the servers.
  private void startServices(EmbeddedServers servers) {
    var ingestPort = FreePorts.from(settings.ports().ingest());
    // Nobody listens on either yet: they must not fall forward to the same one.
    var edgePort = FreePorts.from(Math.max(settings.ports().edge(), ingestPort + 1));
    var common = new HashMap<>(servers.environment());
    common.put("CHAT_ADMIN_PORT", "0");
    common.put("CHAT_LIMITS", settings.limits() ? "on" : "off");
    common.put("CHAT_INGEST_PORT", Integer.toString(ingestPort));
    common.put("CHAT_EDGE_PORT", Integer.toString(edgePort));
    common.put("CHAT_EDGE_READS_URL", "http://127.0.0.1:" + ingestPort);
    common.put("CHAT_INGEST_CURSOR_SECRET", servers.key().secret());
    common.put("CHAT_STREAMS_STATE_DIR", settings.data().resolve("streams").toString());
    var env = Env.of(Map.copyOf(common));
    List<Service<?>> all =
        List.of(
            PersistenceSink.SERVICE,
            StreamProcessor.SERVICE,
            IngestApi.SERVICE,
            SocketEdge.SERVICE,
            PushWorker.SERVICE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starting =
          all.stream()
              .map(service -> CompletableFuture.supplyAsync(() -> start(service, env), threads))
              .toList();
      CompletableFuture.allOf(starting.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  private Running start(Service<?> service, Env env) {
    try {
      var running = service.start(env);
      synchronized (services) {
        services.add(running);
        open.push(running::close);
      }
      return running;
    } catch (Exception failed) {
      throw new CompletionException(service.name() + " does not start", failed);
    }
  }

  private void awaitReady() throws InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + StackSettings.READY_MAX.toNanos();
    for (var service : services) {
      while (!service.readiness().report().ready()) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException(
              service.name() + " is not ready: " + service.readiness().report().checks());
        }
        TimeUnit.MILLISECONDS.sleep(READY_POLL_MS);
      }
      progress.accept(service.name() + " is ready");
    }
  }

  private URI endpoint(String service) {
    return services.stream()
        .filter(running -> running.name().equals(service))
        .findFirst()
        .orElseThrow()
        .endpoint("http");
  }

  private Map<String, String> adminUrls() {
    var urls = new TreeMap<String, String>();
    services.forEach(running -> urls.put(running.name(), running.endpoint("admin").toString()));
    return urls;
  }

  /// Completes when a service dies of itself; the demo then ends and says so.
  CompletableFuture<Object> failure() {
    return CompletableFuture.anyOf(
        services.stream().map(Running::failure).toArray(CompletableFuture<?>[]::new));
  }

  /// Goes on with the others when one does not close, then fails with what went wrong first.
  @Override
  public void close() throws IOException {
    Endpoints.remove(settings.data());
    IOException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException failed) {
        first = first == null ? failed : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
