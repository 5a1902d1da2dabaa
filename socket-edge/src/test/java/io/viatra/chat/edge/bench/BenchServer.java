package io.viatra.chat.edge.bench;

import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.engineio.CountingMetrics;
import io.viatra.chat.edge.engineio.EngineIoSettings;
import io.viatra.chat.edge.engineio.LocalHttp;
import io.viatra.chat.edge.socketio.ConnectDecision;
import io.viatra.chat.edge.socketio.Event;
import io.viatra.chat.edge.socketio.Socket;
import io.viatra.chat.edge.socketio.SocketHandler;
import io.viatra.chat.edge.socketio.SocketIoServer;
import io.viatra.chat.edge.socketio.SocketIoSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The server under measurement. It prints its port and that of the bare channels, then does what
/// the lines of its standard input say:
///
/// - `fan-out FORM EVENTS BURST` sends to every socket, prints what [FanOutRound] says
/// - `flood EVENTS PER-SECOND BYTES` sends at a pace, prints what was unsent at most
/// - `memory` collects garbage, prints `HEAP RESIDENT` in bytes
/// - `sockets` prints how many there are, and how many were dropped for slowness
final class BenchServer {
  private static final Duration NEVER = Duration.ofMinutes(30);

  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountingMetrics metrics = new CountingMetrics();
  private final PlainSockets plain = new PlainSockets();
  private final FanOutRound fanOut = new FanOutRound(sockets, plain);
  private final Flood flood = new Flood(sockets);

  private BenchServer() throws IOException {}

  public static void main(String[] args) throws IOException, InterruptedException {
    new BenchServer().serve();
  }

  private void serve() throws IOException, InterruptedException {
    SocketIoSettings settings =
        SocketIoSettings.DEFAULTS.withEngine(EngineIoSettings.DEFAULTS.withHeartbeat(NEVER, NEVER));
    var server =
        new SocketIoServer(
            settings, Map.of("/", handshake -> ConnectDecision.accept(Member::new)), metrics);
    try (plain;
        LocalHttp http = LocalHttp.serve(server);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(http.port() + " " + plain.port());
      String order;
      while ((order = orders.readLine()) != null) {
        System.out.println(obey(order.split(" ", -1)));
      }
    } finally {
      server.close();
    }
  }

  private String obey(String[] order) throws IOException, InterruptedException {
    return switch (order[0]) {
      case "fan-out" ->
          fanOut.run(
              Form.valueOf(order[1]), Integer.parseInt(order[2]), Integer.parseInt(order[3]));
      case "flood" ->
          String.valueOf(
              flood.run(
                  Integer.parseInt(order[1]),
                  Integer.parseInt(order[2]),
                  Integer.parseInt(order[3])));
      case "memory" -> memory();
      case "sockets" -> sockets.size() + " " + metrics.closed(CloseReason.SLOW_CONSUMER);
      default -> throw new IllegalArgumentException(order[0]);
    };
  }

  private static String memory() throws IOException, InterruptedException {
    long heap = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      // What a collection enqueues (cleaners) is gone after the next one.
      Thread.sleep(200);
      Runtime runtime = Runtime.getRuntime();
      heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
    }
    String resident =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElse("VmRSS: 0 kB")
            .replaceAll("\\D", "");
    return heap + " " + Long.parseLong(resident) * 1024;
  }

  private final class Member implements SocketHandler {
    private final Socket socket;

    Member(Socket socket) {
      this.socket = socket;
      sockets.add(socket);
    }

    @Override
    public void onEvent(Event event) {}

    @Override
    public void onDisconnect(CloseReason reason) {
      sockets.remove(socket);
    }
  }
}
