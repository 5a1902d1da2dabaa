package io.viatra.chat.edge.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.socketio.ConnectDecision;
import io.viatra.chat.edge.socketio.Connector;
import io.viatra.chat.edge.socketio.Event;
import io.viatra.chat.edge.socketio.Handshake;
import io.viatra.chat.edge.socketio.Socket;
import io.viatra.chat.edge.socketio.SocketHandler;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.token.Principal;
import io.viatra.chat.runtime.token.TokenRegister;
import io.viatra.chat.runtime.token.TokenResult;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets sockets in: limits, token, then a session that the router hears of.
///
/// A refusal is a CONNECT_ERROR and never an HTTP status, for which clients would retry for ever.
public final class ChatConnector implements Connector {
  private static final int TOKEN_CHARS_MAX = 8 * 1024;
  private static final int DEVICE_CHARS_MAX = 128;

  private final ClientAddress address;
  private final TokenRegister tokens;
  private final ConnectLimits limits;
  private final Sessions sessions;
  private final SessionRecords records;
  private final Function<Session, SocketHandler> conversing;

  /// @param conversing makes what hears a session's events; its end is told there first
  public ChatConnector(
      ClientAddress address,
      TokenRegister tokens,
      ConnectLimits limits,
      Sessions sessions,
      SessionRecords records,
      Function<Session, SocketHandler> conversing) {
    this.address = address;
    this.tokens = tokens;
    this.limits = limits;
    this.sessions = sessions;
    this.records = records;
    this.conversing = conversing;
  }

  @Override
  public CompletionStage<ConnectDecision> onConnect(Handshake handshake) {
    String from = address.of(handshake);
    Duration wait = limits.address(from);
    if (wait != null) {
      return refuse(ErrorCode.RATE_LIMITED, wait);
    }
    String token = text(handshake.auth().get("token"), TOKEN_CHARS_MAX);
    if (token == null
        || !(tokens.check(token) instanceof TokenResult.Verified(Principal principal))) {
      wait = limits.refused(from);
      return refuse(wait == null ? ErrorCode.UNAUTHENTICATED : ErrorCode.RATE_LIMITED, wait);
    }
    wait = limits.user(principal.userId());
    if (wait != null) {
      return refuse(ErrorCode.RATE_LIMITED, wait);
    }
    String device = text(handshake.auth().get("deviceId"), DEVICE_CHARS_MAX);
    var credentials = new Session.Credentials(token, device);
    return ConnectDecision.accept(socket -> open(principal, credentials, socket));
  }

  private SocketHandler open(Principal principal, Session.Credentials credentials, Socket socket) {
    Session session = sessions.open(principal, credentials, socket);
    var _ =
        records
            .opened(session)
            .whenComplete((_, failure) -> {
              if (failure != null) {
                // Nobody would ever write to it. Dropped, it tries again, here or elsewhere.
                socket.drop();
              }
            });
    SocketHandler handler = conversing.apply(session);
    if (tokens.isRevokedSince(principal)) {
      // Heard of between the check and now, when nobody found this socket among those to be ended.
      TokenRevocation.end(session);
    }
    return new SocketHandler() {
      @Override
      public void onEvent(Event event) {
        handler.onEvent(event);
      }

      @Override
      public void onDisconnect(CloseReason reason) {
        try {
          handler.onDisconnect(reason);
        } finally {
          close(session);
        }
      }
    };
  }

  /// Tells the router of every session again, after a silence in which it may have dropped them.
  public void announceAll() {
    sessions.each(session -> {
      var _ = records.opened(session);
    });
  }

  /// Tells the router that every session has ended; their sockets are dropped next.
  public void closeAll() {
    sessions.each(this::close);
  }

  private void close(Session session) {
    if (sessions.close(session)) {
      records.closed(session);
    }
  }

  private static CompletionStage<ConnectDecision> refuse(ErrorCode code, @Nullable Duration wait) {
    return ConnectDecision.refuse(code.name(), EventJson.error(code.name(), code.words(), wait));
  }

  /// Null unless it is a text of sensible length, without anything that has no glyph.
  private static @Nullable String text(@Nullable JsonNode node, int max) {
    if (node == null || !node.isTextual()) {
      return null;
    }
    String text = node.textValue();
    boolean plain = text.chars().allMatch(unit -> unit > ' ' && unit < 0x7f);
    return plain && !text.isEmpty() && text.length() <= max ? text : null;
  }
}
