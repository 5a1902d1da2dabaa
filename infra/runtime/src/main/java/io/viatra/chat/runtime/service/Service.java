package io.viatra.chat.runtime.service;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Key;
import io.viatra.chat.runtime.health.AdminServer;
import io.viatra.chat.runtime.health.Readiness;
import io.viatra.chat.runtime.lifecycle.Lifecycle;
import io.viatra.chat.runtime.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A service: its name, how its settings are read, and how its parts open.
///
/// ```java
/// public static final Service<SinkSettings> SERVICE =
///     new Service<>("persistence-sink", SinkSettings::from, PersistenceSink::open);
///
/// public static void main(String[] args) {
///   ServiceMain.run(SERVICE, args);
/// }
///
/// private static void open(SinkSettings settings, Host host) throws Exception {
///   var database = host.add("database", Database.open(settings.database(), host.metrics()));
///   …
/// }
/// ```
///
/// @param name the artifact's name, used in logs, tags and the command line
/// @param settings reads every key from the environment and checks nothing itself; a record it
///   builds must accept the placeholders that [Env] answers for missing keys
/// @param opening opens the parts, the tap last
public record Service<S>(String name, Function<Env, S> settings, Opening<S> opening) {

  /// The body of a composition root.
  @FunctionalInterface
  public interface Opening<S> {
    /// Opens the parts and adds each to the host as it opens. Whatever it throws closes those.
    void open(S settings, Host host) throws Exception;
  }

  /// Every key the service understands, for help texts and for the test of the configuration page.
  public List<Key> keys() {
    Env env = Env.of(Map.of());
    AdminSettings.from(env);
    var _ = settings.apply(env);
    return env.declared();
  }

  /// Starts it in this process, on the calling thread.
  ///
  /// @throws io.viatra.chat.runtime.config.ConfigException when the environment is not legal, with
  ///   all problems, before anything was opened
  /// @throws Exception what a part threw while opening; everything opened before is closed
  public Running start(Env env) throws Exception {
    AdminSettings admin = AdminSettings.from(env);
    S own = read(env);
    env.check();
    Lifecycle parts = new Lifecycle(name, admin.shutdown());
    try {
      Metrics metrics = parts.add("metrics", Metrics.withProcess(name));
      Readiness readiness = new Readiness();
      AdminServer server =
          parts.add("admin", AdminServer.open(admin.host(), admin.port(), readiness, metrics));
      Host host = new Host(name, parts, server, metrics, readiness);
      host.endpoint("admin", server.url());
      opening.open(own, host);
      readiness.started();
      return new Running(host, parts, admin.drain());
    } catch (Throwable failure) {
      parts.close();
      throw failure;
    }
  }

  /// A settings record may refuse the placeholder of a key that is missing; then the missing key is
  /// what there is to say.
  private S read(Env env) {
    try {
      return settings.apply(env);
    } catch (RuntimeException e) {
      env.check();
      throw e;
    }
  }
}
