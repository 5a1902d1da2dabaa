package io.viatra.chat.streams;

import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.runtime.service.ServiceMain;
import io.viatra.chat.streams.router.RouterApplication;
import io.viatra.chat.streams.sequencer.SequencerApplication;

/// The service: both applications over one bound of native memory.
public final class StreamProcessor {
  public static final Service<StreamsSettings> SERVICE =
      new Service<>("stream-processor", StreamsSettings::from, StreamProcessor::open);

  private StreamProcessor() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }

  private static void open(StreamsSettings settings, Host host) throws Exception {
    var memory = host.add("rocks", RocksMemory.of(settings.rocksBytes()));

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
