package io.viatra.chat.e2e;

import io.viatra.chat.edge.SocketEdge;
import io.viatra.chat.ingest.IngestApi;
import io.viatra.chat.push.PushWorker;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.sink.PersistenceSink;
import io.viatra.chat.standalone.Audit;
import io.viatra.chat.standalone.EmbeddedServers;
import io.viatra.chat.standalone.SigningKey;
import io.viatra.chat.streams.StreamProcessor;
import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.FakeFcm;
import io.viatra.chat.testkit.FreePorts;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import picocli.CommandLine;

/// The whole pipeline for one test: edges and push worker in this JVM, the stream processor and the
/// sink as processes that can be killed.
final class Pipeline implements Closeable {
  private static final int PARTITIONS = 6;
  private static final Duration AUDIT_MAX = Duration.ofMinutes(2);

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final EmbeddedServers servers;
  final ServiceProcess streamProcessor;
  final ServiceProcess sink;
  final URI ingest;
  final URI edge;
  private final Map<String, String> environment;

  private Pipeline(EmbeddedServers servers, Path data) throws Exception {
    this.servers = servers;
    open.push(servers::close);
    try {
      environment = environment(servers, data);
      sink = process(PersistenceSink.class, environment);
      streamProcessor = process(StreamProcessor.class, environment);
      sink.awaitReady();
      streamProcessor.awaitReady();
      var env = Env.of(environment).with(Map.of("CHAT_ADMIN_PORT", "0"));
      ingest = here(IngestApi.SERVICE, env).endpoint("http");
      edge = here(SocketEdge.SERVICE, env).endpoint("http");
      here(PushWorker.SERVICE, env);
    } catch (Exception failed) {
      close();
      throw failed;
    }
  }

  static Pipeline start(Path data) throws Exception {
    return new Pipeline(EmbeddedServers.start(data, PARTITIONS), data);
  }

  private static Map<String, String> environment(EmbeddedServers servers, Path data) {
    var environment = new HashMap<>(servers.environment());
    environment.put("CHAT_LIMITS", "off");
    environment.put("CHAT_STREAMS_STATE_DIR", data.resolve("streams").toString());
    int ingestPort = FreePorts.any();
    environment.put("CHAT_INGEST_PORT", Integer.toString(ingestPort));
    // The same on every node, so that pages can be turned on another one.
    environment.put("CHAT_INGEST_CURSOR_SECRET", UUID.randomUUID().toString());
    environment.put("CHAT_EDGE_PORT", Integer.toString(FreePorts.any()));
    environment.put("CHAT_EDGE_READS_URL", "http://127.0.0.1:" + ingestPort);
    return Map.copyOf(environment);
  }

  private ServiceProcess process(Class<?> main, Map<String, String> environment)
      throws IOException {
    var process = ServiceProcess.start(main, environment, FreePorts.any());
    open.push(process::close);
    return process;
  }

  private Running here(Service<?> service, Env env) throws Exception {
    var running = service.start(env);
    open.push(running::close);
    Awaitility.await(service.name() + " is ready")
        .atMost(Duration.ofSeconds(60))
        .until(() -> running.readiness().report().ready());
    return running;
  }

  /// Starts one more edge, as a process that can be killed, and returns when it serves.
  ///
  /// @param more settings besides, or instead
  ServiceProcess anotherEdge(int port, Map<String, String> more) throws IOException {
    var settings = new HashMap<>(environment);
    settings.put("CHAT_EDGE_PORT", Integer.toString(port));
    settings.put("CHAT_EDGE_SLOT", "1");
    settings.putAll(more);
    var another = process(SocketEdge.class, settings);
    another.awaitReady();
    return another;
  }

  /// Starts one more node of ingest-api, as a process that can be killed; it serves a little later.
  ServiceProcess anotherIngest(int port) throws IOException {
    var settings = new HashMap<>(environment);
    settings.put("CHAT_INGEST_PORT", Integer.toString(port));
    return process(IngestApi.class, settings);
  }

  /// The read model's tables.
  Database postgres() {
    return servers.infrastructure().postgres().database();
  }

  /// Holds stores, counts and tables against the log once all has come to rest, as `dist/bin/audit`
  /// does.
  ///
  /// @return what it prints, without the summary: nothing where everything is equal
  List<String> audit() {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        new CommandLine(new Audit(Env.of(environment)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("--wait=" + AUDIT_MAX.toSeconds());
    var lines = out.toString().lines().toList();
    return exit == 0 && lines.size() == 1 ? List.of() : List.of(out.toString(), err.toString());
  }

  SigningKey key() {
    return servers.key();
  }

  FakeFcm fcm() {
    return servers.infrastructure().fcm();
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
