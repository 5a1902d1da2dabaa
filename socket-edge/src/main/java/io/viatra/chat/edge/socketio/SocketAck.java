package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.engineio.EngineIoSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The ack of one event. From its making to its reply it holds one of the session's places for
/// pending messages, so a client cannot have more unanswered questions than that.
final class SocketAck implements Ack {
  private final EngineIoSocket session;
  private final String namespace;
  private final long id;
  private final AtomicBoolean replied = new AtomicBoolean();

  SocketAck(EngineIoSocket session, String namespace, long id) {
    this.session = session;
    this.namespace = namespace;
    this.id = id;
    session.hold();
  }

  @Override
  public boolean wanted() {
    return true;
  }

  @Override
  public void reply(JsonNode... args) {
    if (replied.compareAndSet(false, true)) {
      session.send(PacketEncoder.ack(namespace, id, List.of(args)));
      session.release();
    }
  }
}
