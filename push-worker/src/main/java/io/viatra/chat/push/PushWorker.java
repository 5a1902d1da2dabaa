package io.viatra.chat.push;

import io.viatra.chat.push.fcm.FcmSender;
import io.viatra.chat.push.sending.GatedSender;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.ConsumerLoop;
import io.viatra.chat.runtime.kafka.PartitionTail;
import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.runtime.kafka.TailSettings;
import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.runtime.service.ServiceMain;
import io.viatra.chat.schemas.topic.Topics;
import java.time.InstantSource;

/// The service: push requests in, requests to FCM and results out.
public final class PushWorker {
  public static final Service<PushSettings> SERVICE =
      new Service<>("push-worker", PushSettings::from, PushWorker::open);

  private PushWorker() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }

  /// Starts in this process.
  ///
  /// @throws Exception as [Service#start]
  public static Running start(Env env) throws Exception {
    return SERVICE.start(env);
  }

  private static void open(PushSettings settings, Host host) throws Exception {
    var clock = InstantSource.system();
    var metrics = host.metrics();
    var kafka = settings.kafka();
    var bounds = settings.bounds();

    var publisher = host.add("publisher", Publisher.open(kafka, "push", Outbox.topics(), metrics));
    host.readiness().check("kafka", () -> publisher.warm().isDone());

    var devices = new DeviceTable(metrics);
    var table = TailSettings.table("push-devices", Topics.DEVICES.name());
    var tail = host.add("devices", PartitionTail.open(kafka, table, devices, null, metrics));
    host.readiness().check("devices", () -> tail.caughtUp().isDone());
    host.watch("devices", tail.ended());

    var fcm = host.add("fcm", FcmSender.open(settings.fcm(), clock));
    var sent = new SentPushes(bounds.remembered(), metrics);
    var outbox = new Outbox(publisher, clock, metrics);
    var sender = new GatedSender(fcm, bounds.sends(), metrics);
    var delays = new RetryDelays(settings.backoff());
    var dispatcher =
        host.add("dispatcher", new Dispatcher(devices, sent, sender, delays, outbox, clock));

    // The tap: opened last, closed first.
    var past = new PastResults(kafka, sent, bounds.batch());
    var handler = new PushHandler(dispatcher, past, tail.caughtUp(), outbox, clock);
    var loop =
        host.add(
            "requests",
            ConsumerLoop.open(Intake.kafka(kafka), Intake.loop(settings), handler, metrics));
    host.readiness().check("requests", () -> !loop.failing());
    host.watch("requests", loop.ended());
  }
}
