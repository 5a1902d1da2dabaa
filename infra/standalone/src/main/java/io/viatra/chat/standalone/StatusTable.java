package io.viatra.chat.standalone;

import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a person needs who has just started the demo: where, as whom, and one thing to try.
final class StatusTable {
  private StatusTable() {}

  static void print(
      PrintStream out, Endpoints endpoints, SigningKey key, Seed.Seeded seeded, long millis) {
    var gateway = Objects.requireNonNull(endpoints.gateway());
    out.println();
    out.println("VIATRA Chat is ready after " + millis / 1_000 + "." + millis / 100 % 10 + " s");
    out.println();
    row(out, "gateway", gateway + "   REST, Socket.IO, /docs");
    row(out, "ingest-api", endpoints.ingest());
    row(out, "socket-edge", endpoints.edge());
    row(out, "PostgreSQL", endpoints.postgres().url());
    row(out, "Kafka", endpoints.kafka());
    row(out, "Redis", endpoints.redis());
    row(out, "fake FCM", endpoints.fakeFcm() + "/received");
    Objects.requireNonNull(endpoints.admin())
        .forEach((service, url) -> row(out, "  " + service, url + "/metrics"));
    out.println();
    for (var user : Seed.USERS) {
      row(out, "token " + user, key.token(user, Seed.TOKEN_LIFETIME));
    }
    out.println();
    out.println("  Try, as ana:");
    out.println("    T=" + key.token("ana", Seed.TOKEN_LIFETIME));
    out.println(
        "    curl -s -H \"Authorization: Bearer $T\" " + gateway + "/api/v1/chat/conversations");
    out.println(
        "    curl -s -H \"Authorization: Bearer $T\" -H 'Content-Type: application/json'"
            + " -d '{\"content\":\"Hi\"}' "
            + gateway
            + "/api/v1/chat/conversations/"
            + seeded.direct()
            + "/messages");
    out.println();
    out.println("  Ctrl-C ends it; the data stays.");
  }

  private static void row(PrintStream out, String name, @Nullable String value) {
    out.printf("  %-20s %s%n", name, value);
  }
}
