package io.viatra.chat.ingest;

import io.viatra.chat.ingest.cache.RedisCache;
import io.viatra.chat.ingest.paging.Cursors;
import io.viatra.chat.ingest.read.Database;
import io.viatra.chat.ingest.read.PresenceReader;
import io.viatra.chat.ingest.read.ProgressReader;
import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.route.Limits;
import io.viatra.chat.ingest.route.Reading;
import io.viatra.chat.ingest.route.Routes;
import io.viatra.chat.ingest.route.Writing;
import io.viatra.chat.ingest.write.CommandLog;
import io.viatra.chat.ingest.write.DeviceLog;
import io.viatra.chat.ingest.write.RecentSends;
import io.viatra.chat.runtime.http.ApiHandler;
import io.viatra.chat.runtime.http.HttpServer;
import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.runtime.lease.Leases;
import io.viatra.chat.runtime.limits.RateLimits;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.runtime.service.ServiceMain;
import io.viatra.chat.runtime.token.Revocations;
import io.viatra.chat.runtime.token.TokenRegister;
import io.viatra.chat.runtime.token.TokenVerifier;
import io.viatra.chat.schemas.topic.Topics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;

/// The REST edge: commands in, the read model out. The wiring, and nothing else.
public final class IngestApi {
  /// Announces one endpoint, `http`.
  public static final Service<IngestSettings> SERVICE =
      new Service<>("ingest-api", IngestSettings::from, IngestApi::open);

  private static final Set<String> TOPICS = Set.of(Topics.COMMANDS.name(), Topics.DEVICES.name());
  private static final int SECRET_BYTES = 32;

  private IngestApi() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }

  private static void open(IngestSettings settings, Host host) throws Exception {
    var clock = Clock.systemUTC();
    var metrics = host.metrics();
    var where = settings.infrastructure();
    var database = host.add("database", Database.open(where.database(), metrics));
    var redis = host.add("redis", Redis.open(where.redis(), metrics));
    var tokens = host.add("tokens", TokenVerifier.open(settings.tokens(), metrics));
    var publisher =
        host.add("publisher", Publisher.open(where.kafka(), "ingest-api", TOPICS, metrics));
    var progress =
        host.add("progress", ProgressWatcher.open(new ProgressReader(database), metrics));

    host.readiness().check("kafka", () -> publisher.warm().isDone());
    host.readiness().check("postgres", database::isCurrent);
    host.readiness().check("tokens", () -> tokens.ready().isDone());

    var revocations = new Revocations(redis, settings.tokens(), clock, metrics);
    var cache = RedisCache.open(where.cache(), redis, metrics);
    var leases = new Leases(redis, PresenceReader.PREFIX, Leases.MEMORY);
    var router =
        Routes.router(
            new TokenRegister(tokens, revocations, metrics),
            new Limits(new RateLimits(redis, settings.limits(), metrics), settings.rates()),
            Reading.over(database, cache, leases, progress, clock),
            new Writing(
                new CommandLog(publisher, clock),
                new DeviceLog(publisher, clock),
                new RecentSends(metrics)),
            new Cursors(cursorSecret(settings)),
            clock);
    var handler =
        host.add("handler", new ApiHandler(router, settings.http(), Routes.HEADERS, metrics));
    var server = host.add("http", HttpServer.open(settings.http(), handler));
    host.endpoint("http", server.url());
  }

  private static byte[] cursorSecret(IngestSettings settings) {
    var given = settings.cursorSecret().bytes();
    if (given.length > 0) {
      return given;
    }
    var random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
