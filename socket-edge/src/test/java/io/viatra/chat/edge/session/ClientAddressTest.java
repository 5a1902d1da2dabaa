package io.viatra.chat.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.edge.engineio.EngineIoRequest;
import io.viatra.chat.edge.socketio.Handshake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  @Test
  void aForgedHeaderIsNotBelieved() throws Exception {
    assertThat(new ClientAddress(Set.of()).of(from("10.0.0.7", "1.2.3.4"))).isEqualTo("10.0.0.7");
    assertThat(new ClientAddress(Set.of("10.0.0.1")).of(from("10.0.0.7", "1.2.3.4")))
        .isEqualTo("10.0.0.7");
  }

  @Test
  void ofOurOwnProxyTheLastEntryCounts() throws Exception {
    var address = new ClientAddress(Set.of("10.0.0.1"));
    assertThat(address.of(from("10.0.0.1", "6.6.6.6, 1.2.3.4"))).isEqualTo("1.2.3.4");
    assertThat(address.of(from("10.0.0.1", "6.6.6.6,"))).isEqualTo("10.0.0.1");
    assertThat(address.of(from("10.0.0.1", "x".repeat(65)))).isEqualTo("10.0.0.1");
  }

  private static Handshake from(String peer, String forwarded) throws Exception {
    var request =
        new EngineIoRequest(
            new InetSocketAddress(InetAddress.getByName(peer), 4711),
            Map.of("X-Forwarded-For", List.of(forwarded)),
            Map.of());
    return new Handshake("/", JsonNodeFactory.instance.objectNode(), request);
  }
}
