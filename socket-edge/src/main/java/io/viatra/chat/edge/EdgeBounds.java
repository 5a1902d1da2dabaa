package io.viatra.chat.edge;

import io.viatra.chat.edge.engineio.InLimits;
import io.viatra.chat.edge.engineio.OutLimits;
import io.viatra.chat.edge.socketio.SocketIoSettings;
import io.viatra.chat.runtime.config.Env;
import java.time.Duration;

/// How much one client may make this node keep, and for how long; no rates, so they hold in load
/// tests as well.
///
/// @param userSocketsMax sockets of a user, beyond which the oldest is closed
/// @param connectDeadline from the handshake to a CONNECT with a good token
/// @param pendingMax events that are not answered yet, at which the node stops reading
/// @param unsentBytesMax what a client has not taken yet, beyond which it is dropped
/// @param stall without any progress of what is unsent, after which it is dropped
record EdgeBounds(
    int userSocketsMax,
    Duration connectDeadline,
    int pendingMax,
    int unsentBytesMax,
    Duration stall) {
  private static final SocketIoSettings DEFAULTS = SocketIoSettings.DEFAULTS;
  private static final int USER_SOCKETS = 10;

  /// Of so many the router knows, on all nodes together; what is beyond would hear nothing.
  private static final int USER_SOCKETS_MAX = 16;

  private static final int UNSENT_BYTES_MIN = 64 * 1024;
  private static final int UNSENT_BYTES_MAX = 1 << 28;

  static EdgeBounds from(Env env) {
    var in = DEFAULTS.engine().in();
    var out = DEFAULTS.engine().out();
    return new EdgeBounds(
        env.integer(
            "CHAT_EDGE_USER_SOCKETS_MAX",
            USER_SOCKETS,
            1,
            USER_SOCKETS_MAX,
            "sockets of a user on this node before the oldest is closed"),
        positive(
            env,
            "CHAT_EDGE_CONNECT_DEADLINE",
            DEFAULTS.connectDeadline(),
            "from the handshake to the CONNECT"),
        env.integer(
            "CHAT_EDGE_PENDING_MAX",
            in.pendingMax(),
            1,
            10_000,
            "unanswered events of a socket before no more is read"),
        unsent(env, out.hardBytes()),
        positive(
            env, "CHAT_EDGE_STALL", out.stall(), "without progress before a client is dropped"));
  }

  private static int unsent(Env env, int fallback) {
    var name = "CHAT_EDGE_UNSENT_MAX";
    long given = env.size(name, fallback, "unsent data of a socket before it is dropped");
    if (given < UNSENT_BYTES_MIN || given > UNSENT_BYTES_MAX) {
      env.problem(name, "must be from 64KiB to 256MiB");
      return fallback;
    }
    return (int) given;
  }

  private static Duration positive(Env env, String name, Duration fallback, String description) {
    var given = env.duration(name, fallback, description);
    if (given.isZero()) {
      env.problem(name, "must be longer than nothing");
      return fallback;
    }
    return given;
  }

  /// The protocol's settings with these.
  SocketIoSettings on(SocketIoSettings settings) {
    var engine = settings.engine();
    var in = engine.in();
    var out = engine.out();
    return settings
        .withConnectDeadline(connectDeadline)
        .withEngine(
            engine
                .withIn(new InLimits(in.receiveDeadline(), pendingMax, in.controlFramesMax()))
                .withOut(new OutLimits(out.softBytes(), unsentBytesMax, stall, out.allBytes())));
  }
}
