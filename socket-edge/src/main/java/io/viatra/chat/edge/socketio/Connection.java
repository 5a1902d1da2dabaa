package io.viatra.chat.edge.socketio;

import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.engineio.EngineIoListener;
import io.viatra.chat.edge.engineio.EngineIoSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One session's namespaces. Every method runs on the session's mailbox.
final class Connection implements EngineIoListener {
  /// A joined namespace. The handler follows the socket, which its making may already use.
  private record Joined(ConnectedSocket socket, SocketHandler handler) {}

  private final EngineIoSocket session;
  private final ConnectionRules rules;
  private final PacketDecoder decoder;
  private final Map<String, Joined> joined = new HashMap<>(2);

  /// Namespaces that we told the client to leave: what it sent before it heard of that is passed
  /// over. Bounded by the number of namespaces.
  private final Set<String> dismissed = new HashSet<>(0);

  private Runnable cancelDeadline;

  /// After a violation what is still in the mailbox is not looked at.
  private boolean ended;

  Connection(EngineIoSocket session, ConnectionRules rules) {
    this.session = session;
    this.rules = rules;
    this.decoder = new PacketDecoder(rules.json());
    this.cancelDeadline = armDeadline();
  }

  private Runnable armDeadline() {
    return session.schedule(rules.connectDeadline(), this::onDeadline);
  }

  private void onDeadline() {
    if (joined.isEmpty()) {
      end(CloseReason.NO_CONNECT);
    }
  }

  @Override
  public void onText(String text) {
    if (ended) {
      return;
    }
    try {
      handle(decoder.text(text));
    } catch (PacketException e) {
      end(CloseReason.PROTOCOL_ERROR);
    }
  }

  @Override
  public void onBinary(byte[] data) {
    if (ended) {
      return;
    }
    try {
      handle(decoder.binary(data));
    } catch (PacketException e) {
      end(CloseReason.PROTOCOL_ERROR);
    }
  }

  private void handle(@Nullable Packet packet) throws PacketException {
    switch (packet) {
      case null -> {}
      case Packet.Connect connect -> onConnect(connect);
      case Packet.Disconnect disconnect -> onDisconnect(disconnect);
      case Packet.Called called -> onCalled(called);
      case Packet.Acked acked -> onAcked(acked);
    }
  }

  private void onConnect(Packet.Connect packet) throws PacketException {
    String namespace = packet.namespace();
    if (joined.containsKey(namespace)) {
      throw new PacketException();
    }
    Connector connector = rules.namespaces().get(namespace);
    if (connector == null) {
      session.send(PacketEncoder.refused(namespace, "Invalid namespace", null));
      return;
    }
    switch (decide(connector, packet)) {
      case null -> {}
      case ConnectDecision.Accept(SocketOpening opening) -> join(namespace, opening);
      case ConnectDecision.Refuse refusal ->
          session.send(PacketEncoder.refused(namespace, refusal.message(), refusal.data()));
    }
  }

  /// Waits for the answer: the thread is virtual, and nothing else of this session may go on
  /// meanwhile.
  ///
  /// @return null if there is none, and the session has been ended
  private @Nullable ConnectDecision decide(Connector connector, Packet.Connect packet) {
    Handshake handshake = new Handshake(packet.namespace(), packet.auth(), session.request());
    try {
      return connector
          .onConnect(handshake)
          .toCompletableFuture()
          .get(rules.connectDeadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      end(CloseReason.NO_CONNECT);
    } catch (ExecutionException e) {
      rules.metrics().handlerFailed(e.getCause() == null ? e : e.getCause());
      end(CloseReason.HANDLER_FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
      session.drop(CloseReason.SERVER_DROPPED);
    }
    return null;
  }

  private void join(String namespace, SocketOpening opening) {
    cancelDeadline.run();
    dismissed.remove(namespace);
    String sid = rules.ids().next();
    ConnectedSocket socket =
        new ConnectedSocket(session, namespace, sid, s -> leave(s, CloseReason.SERVER_LEFT));
    session.send(PacketEncoder.connected(namespace, sid));
    joined.put(namespace, new Joined(socket, opening.open(socket)));
  }

  private void onDisconnect(Packet.Disconnect packet) {
    Joined left = joined.get(packet.namespace());
    if (left != null) {
      leave(left.socket(), CloseReason.CLIENT_LEFT);
    }
    dismissed.remove(packet.namespace());
  }

  /// Only the very socket may leave: its namespace may have been joined anew since.
  private void leave(ConnectedSocket socket, CloseReason reason) {
    Joined left = joined.get(socket.namespace());
    if (left == null || left.socket() != socket) {
      return;
    }
    joined.remove(socket.namespace());
    if (reason == CloseReason.SERVER_LEFT) {
      dismissed.add(socket.namespace());
    }
    if (joined.isEmpty()) {
      cancelDeadline = armDeadline();
    }
    left.socket().ended();
    left.handler().onDisconnect(reason);
  }

  private void onCalled(Packet.Called packet) throws PacketException {
    Joined target = target(packet);
    if (target == null) {
      return;
    }
    Ack ack =
        packet.id() == PacketHeader.NO_ID
            ? Ack.UNWANTED
            : new SocketAck(session, packet.namespace(), packet.id());
    target.handler().onEvent(new Event(packet.name(), packet.args(), ack));
  }

  private void onAcked(Packet.Acked packet) throws PacketException {
    Joined target = target(packet);
    if (target != null) {
      target.socket().acked(packet);
    }
  }

  private @Nullable Joined target(Packet packet) throws PacketException {
    Joined target = joined.get(packet.namespace());
    if (target == null && !dismissed.contains(packet.namespace())) {
      throw new PacketException();
    }
    return target;
  }

  private void end(CloseReason reason) {
    ended = true;
    session.close(reason);
  }

  @Override
  public void onClose(CloseReason reason) {
    cancelDeadline.run();
    ended = true;
    for (Joined left : joined.values()) {
      left.socket().ended();
    }
    for (Joined left : joined.values()) {
      try {
        left.handler().onDisconnect(reason);
      } catch (RuntimeException e) {
        // One namespace's bug must not keep the others from hearing.
        rules.metrics().handlerFailed(e);
      }
    }
    joined.clear();
  }
}
