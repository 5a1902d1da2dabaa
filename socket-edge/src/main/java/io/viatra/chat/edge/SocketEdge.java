package io.viatra.chat.edge;

import io.undertow.Handlers;
import io.viatra.chat.edge.delivery.Barrier;
import io.viatra.chat.edge.delivery.CrowdReader;
import io.viatra.chat.edge.delivery.Crowds;
import io.viatra.chat.edge.delivery.Handover;
import io.viatra.chat.edge.delivery.LiveDelivery;
import io.viatra.chat.edge.delivery.MailboxReader;
import io.viatra.chat.edge.delivery.Turn;
import io.viatra.chat.edge.inbound.ChatEvents;
import io.viatra.chat.edge.inbound.Conversations;
import io.viatra.chat.edge.inbound.HttpReads;
import io.viatra.chat.edge.inbound.ReceiptWindow;
import io.viatra.chat.edge.outlet.KafkaOutlet;
import io.viatra.chat.edge.presence.Presence;
import io.viatra.chat.edge.presence.RedisPresence;
import io.viatra.chat.edge.resume.Resumes;
import io.viatra.chat.edge.session.ChatConnector;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Node;
import io.viatra.chat.edge.session.Pulse;
import io.viatra.chat.edge.session.SessionRecords;
import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.edge.session.ThreadTimer;
import io.viatra.chat.edge.session.TokenExpiry;
import io.viatra.chat.edge.session.TokenRevocation;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.SocketIoServer;
import io.viatra.chat.edge.typing.RedisTyping;
import io.viatra.chat.edge.typing.Typing;
import io.viatra.chat.runtime.http.HttpServer;
import io.viatra.chat.runtime.kafka.DeadLetters;
import io.viatra.chat.runtime.kafka.PartitionTail;
import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.runtime.kafka.TailSettings;
import io.viatra.chat.runtime.limits.RateLimits;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.Subscription;
import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.runtime.service.ServiceMain;
import io.viatra.chat.runtime.token.Revocations;
import io.viatra.chat.runtime.token.TokenRegister;
import io.viatra.chat.runtime.token.TokenVerifier;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/// The composition root of the socket edge.
public final class SocketEdge {
  public static final Service<EdgeSettings> SERVICE =
      new Service<>("socket-edge", EdgeSettings::from, SocketEdge::open);

  private static final List<String> WRITTEN =
      List.of(
          Topics.COMMANDS.name(),
          Topics.SESSIONS.name(),
          Topics.NODES.name(),
          Topics.DEAD_LETTERS.name());

  /// The router may be as far behind when it answers a session, and nothing is missing.
  private static final Duration CROWD_PAST = Duration.ofSeconds(30);

  private static final Duration CROWD_TICK = Duration.ofMillis(100);

  private SocketEdge() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }

  /// In the order of opening; what opens last closes first.
  private static void open(EdgeSettings settings, Host host) {
    var clock = InstantSource.system();
    var metrics = host.metrics();
    Node node = settings.node(clock);
    String name = "edge-" + node.slot();

    var publisher = host.add("publisher", Publisher.open(settings.kafka(), name, WRITTEN, metrics));
    var outlet = new KafkaOutlet(publisher, node.name(), clock);
    var redis = host.add("redis", Redis.open(settings.redis(), metrics));
    var admission = settings.admission();
    var verifier = host.add("tokens", TokenVerifier.open(admission.tokens(), metrics));
    var reads = host.add("reads", new HttpReads(settings.place().reads(), metrics));
    var timer = host.add("timer", new ThreadTimer(name + "-timer"));
    var receipts = host.add("receipts", new ReceiptWindow(outlet, timer, metrics));
    var bus = host.add("typing", new RedisTyping(redis, clock, metrics));
    var leases = host.add("leases", new RedisPresence(redis, settings.presence(), clock, metrics));
    var presence =
        host.add(
            "presence", new Presence(settings.presence(), leases, reads, timer, clock, metrics));

    var rates = new RateLimits(redis, admission.limits(), metrics);
    var limits = new EdgeLimits(rates, admission.limits().on(), admission.rates());
    var revocations = new Revocations(redis, admission.tokens(), clock, metrics);
    var tokens = new TokenRegister(verifier, revocations, metrics);
    var sessions = new Sessions(admission.bounds().userSocketsMax(), metrics);
    var index = new MessageIndex();
    var typing = new Typing(bus, clock, metrics);
    var events =
        new ChatEvents(
            new ChatEvents.Reading(
                new Conversations(reads, index), index, new Resumes(reads, index, metrics)),
            limits,
            new ChatEvents.Publishing(outlet, receipts),
            new ChatEvents.Ephemeral(typing, presence),
            metrics);
    var records = new SessionRecords(outlet, node, clock);
    var connector =
        new ChatConnector(settings.address(), tokens, limits, sessions, records, events::of);

    BiConsumer<User, UUID> removal = typing::removed;
    var turn = new Turn();
    var handover = new Handover(removal.andThen(presence::removed), metrics);
    var crowds = new Crowds(sessions, handover, metrics, System::nanoTime);
    var barrier = new Barrier(sessions, handover, crowds);
    var live = new LiveDelivery(sessions, index, crowds, handover, clock, metrics);
    var letters = new DeadLetters(publisher, Topics.DEAD_LETTERS.name(), host.name(), metrics);
    var mailbox =
        host.add(
            "mailbox",
            PartitionTail.open(
                settings.kafka(),
                TailSettings.end(name + "-mailbox", Topics.MAILBOX.name(), node.slot()),
                new MailboxReader(turn, barrier, live, sessions),
                letters,
                metrics));
    host.watch("mailbox", mailbox.ended());
    // Poison in it goes to no dead letters: every node would report the same record.
    var crowd =
        host.add(
            "crowds",
            PartitionTail.open(
                settings.kafka(),
                TailSettings.since(
                    name + "-crowds", Topics.CROWD.name(), clock.instant().minus(CROWD_PAST)),
                new CrowdReader(turn, live, barrier),
                null,
                metrics));
    host.watch("crowds", crowd.ended());
    var revocation = new TokenRevocation(sessions, revocations);
    var _ =
        host.add(
            "channels",
            Subscription.open(
                redis,
                name + "-channels",
                Map.of(RedisPresence.PREFIX, leases, Revocations.CHANNEL, revocation)));

    var serving =
        CompletableFuture.allOf(
            publisher.warm(), mailbox.positioned(), crowd.positioned(), verifier.ready());
    host.readiness().check("kafka", publisher.warm()::isDone);
    host.readiness().check("mailbox", mailbox.positioned()::isDone);
    host.readiness().check("crowds", crowd.positioned()::isDone);
    host.readiness().check("keys", verifier.ready()::isDone);

    var sockets =
        new SocketIoServer(settings.sockets(), Map.of("/", connector), new EdgeMetrics(metrics));
    metrics.gauge(
        "socket.unsent.bytes", "bytes that clients have not taken yet", sockets::unsentBytes);
    var http =
        host.add(
            "http",
            HttpServer.open(
                settings.http(),
                Handlers.path()
                    .addPrefixPath(
                        "/socket.io", new Gate(serving::isDone, limits.admission(), sockets))));
    host.add("farewell", new Farewell(sockets, connector));
    host.endpoint("http", http.url());

    bus.start(typing, timer);
    typing.start(timer);
    leases.start(presence);
    presence.start(timer);
    timer.every(CROWD_TICK, () -> turn.take(crowds::tick));
    new TokenExpiry(sessions, admission.tokens().leeway(), clock).start(timer);
    var pulse = new Pulse(outlet, node, clock, connector::announceAll);
    var _ = publisher.warm().thenRun(() -> pulse.start(timer));
  }
}
