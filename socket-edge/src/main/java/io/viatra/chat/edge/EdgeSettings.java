package io.viatra.chat.edge;

import io.viatra.chat.edge.presence.PresenceSettings;
import io.viatra.chat.edge.session.ClientAddress;
import io.viatra.chat.edge.session.Node;
import io.viatra.chat.edge.socketio.SocketIoSettings;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.http.HttpSettings;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.limits.LimitSettings;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.runtime.token.TokenSettings;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// What the edge is told at its start.
///
/// @param place where it stands among the others
public record EdgeSettings(
    KafkaSettings kafka,
    RedisSettings redis,
    Admission admission,
    HttpSettings http,
    PresenceSettings presence,
    Place place) {
  private static final int PORT = 8082;

  /// Who is let in, and how often somebody may do something.
  ///
  /// @param limits whether rates are counted
  record Admission(
      TokenSettings tokens, LimitSettings limits, EdgeRates rates, EdgeBounds bounds) {}

  /// One node among several.
  ///
  /// @param node its name; stable over restarts
  /// @param slot its mailbox partition; no two running nodes may share one
  /// @param reads where ingest-api answers
  /// @param proxies the load balancers in front of it, whose word on a client's address counts
  public record Place(String node, int slot, URI reads, List<String> proxies) {
    public Place {
      proxies = List.copyOf(proxies);
    }

    private static Place from(Env env) {
      int slot =
          env.integer(
              "CHAT_EDGE_SLOT",
              0,
              0,
              Topics.SLOTS - 1,
              "mailbox partition of this node; no two running nodes may share one");
      String name =
          env.string(
              "CHAT_EDGE_NODE", "", "name of this node; without it the host's name and the slot");
      if (name.length() > Check.ID_MAX) {
        env.problem("CHAT_EDGE_NODE", "must have at most " + Check.ID_MAX + " characters");
      }
      URI reads =
          env.uri(
              "CHAT_EDGE_READS_URL",
              URI.create("http://127.0.0.1:8081"),
              "where ingest-api answers questions about conversations");
      List<String> proxies =
          env.list(
              "CHAT_EDGE_PROXIES",
              List.of(),
              "addresses of the proxies in front, whose X-Forwarded-For is believed");
      return new Place(name.isEmpty() ? host() + "-" + slot : name, slot, reads, proxies);
    }

    private static String host() {
      try {
        String name = InetAddress.getLocalHost().getHostName();
        return name.length() > 100 ? name.substring(0, 100) : name;
      } catch (UnknownHostException e) {
        // A host without a name in any table: the slot alone tells nodes apart.
        return "edge";
      }
    }
  }

  static EdgeSettings from(Env env) {
    return new EdgeSettings(
        KafkaSettings.from(env),
        RedisSettings.from(env),
        new Admission(
            TokenSettings.from(env),
            LimitSettings.from(env),
            EdgeRates.from(env),
            EdgeBounds.from(env)),
        HttpSettings.from(env, "CHAT_EDGE", PORT),
        PresenceSettings.from(env),
        Place.from(env));
  }

  /// This life of the node.
  Node node(InstantSource clock) {
    return new Node(place.node(), place.slot(), clock.millis());
  }

  ClientAddress address() {
    return new ClientAddress(Set.copyOf(place.proxies()));
  }

  /// The protocol's defaults with what the listener was told.
  SocketIoSettings sockets() {
    var bounded = admission.bounds().on(SocketIoSettings.DEFAULTS);
    return bounded.withEngine(
        bounded.engine().withMaxPayloadBytes(http.bodyBytesMax()).withCorsOrigins(http.origins()));
  }
}
