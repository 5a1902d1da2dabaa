package io.viatra.chat.streams;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.runtime.service.ServiceMain;
import io.viatra.chat.streams.router.RouterApplication;
import io.viatra.chat.streams.sequencer.SequencerApplication;
import io.viatra.chat.streams.stats.StatsApplication;
import io.viatra.chat.streams.stats.StatsSettings;

/// The service: its applications over one bound of native memory.
public final class StreamProcessor {
  public static final Service<Settings> SERVICE =
      new Service<>("stream-processor", Settings::from, StreamProcessor::open);

  /// Of all three.
  public record Settings(StreamsSettings streams, StatsSettings stats) {
    static Settings from(Env env) {
      return new Settings(StreamsSettings.from(env), StatsSettings.from(env));
    }
  }

  private StreamProcessor() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }

  private static void open(Settings all, Host host) throws Exception {
    var settings = all.streams();
    var memory = host.add("rocks", RocksMemory.of(settings.rocksBytes()));

    // Nobody waits for it: neither readiness nor the life of the service hangs on it.
    StatsApplication.open(all.stats(), settings, memory, host);

    var router = host.add("router", RouterApplication.open(settings, memory, host.metrics()));
    host.readiness().check("router", router::isRunning);
    host.watch("router", router.ended());

    // The tap: opened last, closed first.
    var sequencer =
        host.add("sequencer", SequencerApplication.open(settings, memory, host.metrics()));
    host.readiness().check("sequencer", sequencer::isRunning);
    host.watch("sequencer", sequencer.ended());
  }
}
