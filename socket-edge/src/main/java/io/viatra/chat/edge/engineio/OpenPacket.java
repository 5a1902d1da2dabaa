package io.viatra.chat.edge.engineio;

import java.util.List;

/// The handshake's answer. Exactly these five keys: older clients refuse others. Written by hand,
/// because its few fields are ours and the layer needs no JSON library.
final class OpenPacket {
  private OpenPacket() {}

  static EncodedMessage encode(String sid, List<String> upgrades, EngineIoSettings settings) {
    String names = upgrades.isEmpty() ? "" : "\"" + String.join("\",\"", upgrades) + "\"";
    return EncodedMessage.packet(
        '0',
        "{\"sid\":\""
            + sid
            + "\",\"upgrades\":["
            + names
            + "],\"pingInterval\":"
            + settings.pingInterval().toMillis()
            + ",\"pingTimeout\":"
            + settings.pingTimeout().toMillis()
            + ",\"maxPayload\":"
            + settings.maxPayloadBytes()
            + "}");
  }
}
