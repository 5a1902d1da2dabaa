package io.viatra.chat.edge.session;

import io.viatra.chat.edge.socketio.Socket;
import io.viatra.chat.runtime.token.Principal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One socket that has shown a valid token.
public final class Session {
  private final User user;
  private final Principal principal;
  private final Credentials credentials;
  private final Socket socket;
  private final LiveStarts liveStarts = new LiveStarts();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  /// What came with CONNECT.
  ///
  /// @param token for questions that this node asks in the user's name; never logged
  /// @param deviceId as the client calls it
  public record Credentials(String token, @Nullable String deviceId) {
    @Override
    public String toString() {
      return "Credentials[***]";
    }
  }

  Session(User user, Principal principal, Credentials credentials, Socket socket) {
    this.user = user;
    this.principal = principal;
    this.credentials = credentials;
    this.socket = socket;
  }

  public User user() {
    return user;
  }

  public String userId() {
    return user.id();
  }

  /// The socket's id, unique for ever.
  public String sid() {
    return socket.id();
  }

  public Principal principal() {
    return principal;
  }

  public Credentials credentials() {
    return credentials;
  }

  public Socket socket() {
    return socket;
  }

  /// Whether the snapshot has come, so that live deliveries may follow.
  public boolean isReady() {
    return ready.isDone();
  }

  /// Waits for the snapshot.
  ///
  /// @return false where it has not come in time
  public boolean awaitReady(Duration max) throws InterruptedException {
    try {
      return ready.get(max.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("nobody completes it with a failure", e);
    }
  }

  /// Where live deliveries began.
  public LiveStarts liveStarts() {
    return liveStarts;
  }

  /// In the turn of delivery.
  public void ready() {
    ready.complete(true);
  }
}
