package io.viatra.chat.edge.session;

import io.viatra.chat.edge.socketio.Handshake;
import java.net.InetSocketAddress;
import java.util.Set;

/// Where a client calls from. `X-Forwarded-For` is believed from our own proxies alone, and of it
/// only the last entry, which the proxy itself wrote: everything before it is the client's word.
///
/// @param proxies addresses of the proxies; empty believes nobody
public record ClientAddress(Set<String> proxies) {
  public ClientAddress {
    proxies = Set.copyOf(proxies);
  }

  String of(Handshake handshake) {
    InetSocketAddress peer = handshake.address();
    String direct =
        peer.getAddress() == null ? peer.getHostString() : peer.getAddress().getHostAddress();
    String forwarded = handshake.header("X-Forwarded-For");
    if (forwarded == null || !proxies.contains(direct)) {
      return direct;
    }
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return last.isEmpty() || last.length() > 64 ? direct : last;
  }
}
