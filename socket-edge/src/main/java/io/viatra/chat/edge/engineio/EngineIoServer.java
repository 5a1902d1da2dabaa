package io.viatra.chat.edge.engineio;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/// The Engine.IO endpoint: an Undertow handler to be mounted at `/engine.io/` or `/socket.io/`.
///
/// Requests are handled on the I/O thread that received them; nothing blocks. The server is bounded
/// by the number of connections its listener admits.
public final class EngineIoServer implements HttpHandler, AutoCloseable {
  /// The methods that get an answer of the protocol, right ones and wrong ones.
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private static final Set<String> TRANSPORTS = Set.of("polling", "websocket");
  private static final List<String> UPGRADES = List.of("websocket");
  private static final int SID_BYTES = 15;
  private static final long CLOSE_WAIT_SECONDS = 5;

  private final EngineIoContext context;
  private final Cors cors;
  private final Timers timers;
  private final Unsent.Total unsent;
  private final ExecutorService executor;
  private final SecureRandom random = new SecureRandom();

  /// Open ones, and for some seconds those that have ended and whose client has not been told.
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  private volatile boolean refusing;

  public EngineIoServer(
      EngineIoSettings settings, EngineIoAcceptor acceptor, ProtocolMetrics metrics) {
    timers = new Timers(metrics);
    unsent = new Unsent.Total(settings.out(), System::nanoTime);
    executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("engineio-", 0).factory());
    context = new EngineIoContext(settings, acceptor, metrics, timers, unsent, this::execute);
    cors = new Cors(settings.corsOrigins());
  }

  /// A session that came in while the server was closing still hears of its end.
  private void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      Thread.startVirtualThread(task);
    }
  }

  public int openSessions() {
    return (int) sessions.values().stream().filter(Session::isOpen).count();
  }

  /// Bytes that clients have not taken yet, over all sessions; see [OutLimits#allBytes].
  public long unsentBytes() {
    return unsent.bytes();
  }

  /// From now on handshakes are answered 503; open sessions go on.
  public void refuseNew() {
    refusing = true;
  }

  /// Drops every session (their listeners hear [CloseReason#SERVER_DROPPED]) and waits up to five
  /// seconds for the listeners to return. An interrupt ends the waiting and stays set.
  @Override
  public void close() {
    refuseNew();
    List.copyOf(sessions.values()).forEach(session -> session.drop(CloseReason.SERVER_DROPPED));
    timers.close();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (!cors.apply(exchange)) {
      refuse(exchange, EngineIoError.FORBIDDEN);
    } else if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
      cors.answerPreflight(exchange);
    } else {
      EngineIoError problem = route(exchange);
      if (problem != null) {
        refuse(exchange, problem);
      }
    }
  }

  private void refuse(HttpServerExchange exchange, EngineIoError error) {
    context.metrics().handshakeRefused(error.code());
    error.answer(exchange);
  }

  /// Either takes the request over or says what is wrong with it.
  private @Nullable EngineIoError route(HttpServerExchange exchange) {
    if (!METHODS.contains(exchange.getRequestMethod().toString())) {
      return EngineIoError.UNKNOWN_METHOD;
    }
    Map<String, Deque<String>> query = exchange.getQueryParameters();
    if (query.values().stream().anyMatch(values -> values.size() != 1)) {
      return EngineIoError.BAD_REQUEST;
    }
    String transport = first(query, "transport");
    if (transport == null || !TRANSPORTS.contains(transport)) {
      return EngineIoError.UNKNOWN_TRANSPORT;
    }
    if (!"4".equals(first(query, "EIO"))) {
      return EngineIoError.UNSUPPORTED_PROTOCOL;
    }
    String sid = first(query, "sid");
    Session session = sid == null ? null : sessions.get(sid);
    if (sid != null && session == null) {
      return EngineIoError.UNKNOWN_SID;
    }
    if (session == null && refusing) {
      return EngineIoError.SHUTTING_DOWN;
    }
    // Native Flutter opens its WebSocket with transport=polling, so the Upgrade header decides.
    if (WebSocketHandshake.isAsked(exchange)) {
      return websocket(exchange, session);
    }
    if (session == null && !exchange.getRequestMethod().equals(Methods.GET)) {
      return EngineIoError.BAD_HANDSHAKE_METHOD;
    }
    return transport.equals("polling") ? polling(exchange, session) : EngineIoError.BAD_REQUEST;
  }

  private @Nullable EngineIoError websocket(
      HttpServerExchange exchange, @Nullable Session session) {
    EngineIoError problem = WebSocketHandshake.problem(exchange);
    if (problem != null) {
      return problem;
    }
    if (session != null) {
      return session.isAlive() ? probe(exchange, session) : EngineIoError.UNKNOWN_SID;
    }
    EngineIoRequest request = EngineIoRequest.of(exchange);
    WebSocketHandshake.accept(
        exchange,
        (connection, done) -> {
          Session opened = newSession(request);
          WebSocketTransport transport = transport(connection, done, opened);
          open(opened, transport, List.of());
          transport.start();
        });
    return null;
  }

  /// A WebSocket for a session that has one already, or whose upgrade is being tried, is opened and
  /// closed at once, as the specification has it: an HTTP error would be a surprise to clients.
  private @Nullable EngineIoError probe(HttpServerExchange exchange, Session session) {
    UpgradeProbe probe = new UpgradeProbe(session.carrier(), session);
    boolean welcome = session.carrier().probe(probe);
    probe.begin(context.settings().in().receiveDeadline().toNanos(), timers);
    WebSocketHandshake.accept(
        exchange,
        (connection, done) -> {
          WebSocketTransport transport = transport(connection, done, probe);
          probe.candidate(transport);
          transport.start();
          if (!welcome) {
            transport.close(CloseReason.PROTOCOL_ERROR);
          }
        });
    return null;
  }

  private WebSocketTransport transport(
      StreamConnection connection, HttpServerExchange exchange, PacketReceiver receiver) {
    return new WebSocketTransport(
        connection,
        exchange.getConnection().getByteBufferPool(),
        context.settings(),
        timers,
        unsent.of(),
        receiver);
  }

  private @Nullable EngineIoError polling(HttpServerExchange exchange, @Nullable Session session) {
    PollingExchange request = new PollingExchange(exchange, context);
    if (session == null) {
      Session opened = newSession(EngineIoRequest.of(exchange));
      PollingTransport transport = new PollingTransport(context, opened);
      open(opened, transport, UPGRADES);
      transport.poll(request);
      return null;
    }
    boolean get = exchange.getRequestMethod().equals(Methods.GET);
    if (!session.isAlive() && !get) {
      return EngineIoError.UNKNOWN_SID;
    }
    PollingTransport transport = session.carrier().lastPolling();
    if (transport == null) {
      return EngineIoError.BAD_REQUEST;
    }
    if (get) {
      transport.poll(request);
      return null;
    }
    if (exchange.getRequestMethod().equals(Methods.POST)) {
      transport.post(request);
      return null;
    }
    return EngineIoError.BAD_REQUEST;
  }

  private void open(Session session, Transport transport, List<String> upgrades) {
    session.open(transport, upgrades);
    if (refusing) {
      // Came in between refuseNew and close, and close may not have seen it.
      session.drop(CloseReason.SERVER_DROPPED);
    }
  }

  private Session newSession(EngineIoRequest request) {
    byte[] sid = new byte[SID_BYTES];
    random.nextBytes(sid);
    String id = Base64.getUrlEncoder().encodeToString(sid);
    Session session = new Session(id, request, context, gone -> sessions.remove(gone.id()));
    sessions.put(id, session);
    return session;
  }

  private static @Nullable String first(Map<String, Deque<String>> query, String key) {
    Deque<String> values = query.get(key);
    return values == null ? null : values.getFirst();
  }
}
