package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Somebody else on the same server, who connects before each case and must still be able to chat
/// after it, whatever was done to the server meanwhile.
public final class Bystander implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Bystander.class);

  private final IntSupplier port;

  /// @param port of an echo server, asked when it is needed
  public Bystander(IntSupplier port) {
    this.port = port;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    RawWebSocket socket = RawWebSocket.opened(port.getAsInt(), RawWebSocket.ENGINE);
    context.getStore(NAMESPACE).put(RawWebSocket.class, socket);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    try (RawWebSocket socket =
        Objects.requireNonNull(
            context.getStore(NAMESPACE).remove(RawWebSocket.class, RawWebSocket.class))) {
      socket.text("4still here");
      assertThat(socket.message()).isEqualTo("4still here");
    }
  }
}
