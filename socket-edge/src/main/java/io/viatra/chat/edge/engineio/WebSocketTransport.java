package io.viatra.chat.edge.engineio;

import io.undertow.connector.ByteBufferPool;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/// Engine.IO packets over a WebSocket: one packet per message, binary ones bare.
///
/// [#send] queues and rings; all the rest happens on the connection's I/O thread. The receiver
/// hears of the end once, and not at all of an end it asked for itself.
final class WebSocketTransport implements Transport, WebSocketWire.Owner {
  private final XnioIoThread io;
  private final WebSocketWire wire;
  private final WebSocketDeadlines deadlines;

  private final AtomicBoolean condemned = new AtomicBoolean();

  private volatile PacketReceiver receiver;

  /// Of the I/O thread alone: the receiver knows that it is over.
  private boolean told;

  WebSocketTransport(
      StreamConnection connection,
      ByteBufferPool pool,
      EngineIoSettings settings,
      Timers timers,
      Unsent unsent,
      PacketReceiver receiver) {
    FrameReader reader = new FrameReader(settings.maxPayloadBytes());
    OutQueue out = new OutQueue(connection.getSinkChannel(), unsent);
    this.io = connection.getIoThread();
    this.receiver = receiver;
    this.deadlines = new WebSocketDeadlines(settings, timers, io, reader, out, this::onLost);
    this.wire = new WebSocketWire(connection, pool, reader, out, deadlines, this);
  }

  /// Begins to read and write. I/O thread, once.
  void start() {
    wire.start();
  }

  @Override
  public void send(List<EncodedMessage> packets) {
    for (EncodedMessage packet : packets) {
      send(packet.frame());
    }
  }

  /// Whoever is too far behind is let go, also where only others have grown since the last look.
  /// From then on nothing is kept, and there is no way back: what was not kept would be missing.
  private void send(ByteBuffer frame) {
    if (!condemned.get()) {
      wire.send(frame);
      if (wire.isTooFarBehind() && condemned.compareAndSet(false, true)) {
        io.execute(() -> onLost(CloseReason.SLOW_CONSUMER));
      }
    }
  }

  @Override
  public long pendingBytes() {
    return wire.pendingBytes();
  }

  @Override
  public void receiver(PacketReceiver next) {
    receiver = next;
  }

  @Override
  public void resumeReceives() {
    io.execute(wire::resume);
  }

  @Override
  public void close(CloseReason reason) {
    io.execute(() -> end(reason));
  }

  @Override
  public void drop(CloseReason reason) {
    io.execute(() -> wire.drop(reason));
  }

  // ---- what follows runs on the I/O thread ----

  private void end(CloseReason reason) {
    if (reason.frameCode() == CloseReason.NO_FRAME) {
      wire.drop(reason);
    } else {
      wire.close(reason.frameCode());
    }
  }

  private void tell(CloseReason reason) {
    if (!told) {
      told = true;
      receiver.onEnd(this, reason);
    }
  }

  private void violated(CloseReason reason) {
    tell(reason);
    end(reason);
  }

  @Override
  public void onLost(CloseReason reason) {
    tell(reason);
    wire.drop(reason);
  }

  @Override
  public void onBadFrame(int closeCode) {
    boolean tooLarge = closeCode == FrameReader.CLOSE_TOO_LARGE;
    tell(tooLarge ? CloseReason.TOO_LARGE : CloseReason.PROTOCOL_ERROR);
    wire.close(closeCode);
  }

  @Override
  public boolean isFull() {
    return receiver.isFull();
  }

  @Override
  public boolean wantsMore() {
    return wire.isOpen() && !receiver.isFull();
  }

  @Override
  public void onText(String text) {
    Packet packet = Packet.decode(text);
    if (packet == null) {
      violated(CloseReason.PROTOCOL_ERROR);
    } else {
      receiver.onPacket(this, packet);
    }
  }

  @Override
  public void onBinary(byte[] data) {
    receiver.onPacket(this, new Packet.Binary(data));
  }

  @Override
  public void onPing(byte[] data) {
    if (deadlines.controlFrameAllowed()) {
      byte[] header = EncodedMessage.frameHeader(FrameReader.OPCODE_PONG, data.length);
      send(ByteBuffer.allocate(header.length + data.length).put(header).put(data).flip());
    } else {
      violated(CloseReason.PING_FLOOD);
    }
  }

  @Override
  public void onPong() {
    if (!deadlines.controlFrameAllowed()) {
      violated(CloseReason.PING_FLOOD);
    }
  }

  @Override
  public void onCloseFrame(int code) {
    tell(CloseReason.CLIENT_CLOSED);
    wire.close(code == FrameReader.CLOSE_NO_STATUS ? FrameReader.CLOSE_NORMAL : code);
  }
}
