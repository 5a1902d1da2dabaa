package io.viatra.chat.push;

import io.viatra.chat.push.sending.Push;
import io.viatra.chat.push.sending.PushResult;
import io.viatra.chat.push.sending.PushSender;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.push.PushOutcome;
import io.viatra.chat.schemas.push.PushRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes requests to devices. When a call returns, everything that was decided in it is durable.
///
/// Users go in parallel, the requests of one user one after the other, their devices in parallel;
/// each on a virtual thread, as many as there are users in the batches in hand. How many really
/// send is bounded by the gate before the sender.
final class Dispatcher implements AutoCloseable {
  private final DeviceTable devices;
  private final SentPushes sent;
  private final PushSender sender;
  private final RetryDelays delays;
  private final Outbox outbox;
  private final InstantSource clock;
  private final UserLocks locks = new UserLocks();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Dispatcher(
      DeviceTable devices,
      SentPushes sent,
      PushSender sender,
      RetryDelays delays,
      Outbox outbox,
      InstantSource clock) {
    this.devices = devices;
    this.sent = sent;
    this.sender = sender;
    this.delays = delays;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param byUser each list the tasks of one user, in order
  /// @throws InterruptedException when the caller was interrupted; sends in flight are broken off
  /// @throws Exception when some outcome could not be written; all others were, and calling again
  ///   sends nothing twice
  void dispatch(Collection<List<PushTask>> byUser) throws Exception {
    parallel(byUser.stream().<Callable<Void>>map(tasks -> () -> inOrder(tasks)).toList());
  }

  private Void inOrder(List<PushTask> tasks) throws Exception {
    for (PushTask task : tasks) {
      locks.run(task.request().userId(), () -> dispatch(task));
    }
    return null;
  }

  private void dispatch(PushTask task) throws Exception {
    PushRequest request = task.request();
    Instant now = clock.instant();
    Instant due = task.due();
    if (!request.expiresAt().isAfter(now)) {
      outbox.report(request, request.deviceId(), PushOutcome.SUPPRESSED, "expired");
      return;
    }
    if (due != null && due.isAfter(now)) {
      outbox.retry(request, delays.step(due, now), due);
      return;
    }
    List<Device> targets = targets(request);
    if (targets.isEmpty()) {
      outbox.report(request, request.deviceId(), PushOutcome.SUPPRESSED, "no-device");
      return;
    }
    parallel(targets.stream().<Callable<Void>>map(device -> () -> push(task, device)).toList());
  }

  private List<Device> targets(PushRequest request) {
    String one = request.deviceId();
    return one == null ? devices.of(request.userId()) : devices.of(request.userId(), one);
  }

  private Void push(PushTask task, Device device) throws Exception {
    PushRequest request = task.request();
    var target = Target.of(request, device.deviceId());
    switch (sent.memory(target, request.seq())) {
      case SAME -> outbox.report(request, device.deviceId(), PushOutcome.SUPPRESSED, "duplicate");
      case LATER -> outbox.report(request, device.deviceId(), PushOutcome.SUPPRESSED, "covered");
      case UNREPORTED -> accepted(request, target);
      case NONE -> settle(task, device, sender.send(new Push(device, request)));
    }
    return null;
  }

  private void settle(PushTask task, Device device, PushResult result) throws Exception {
    PushRequest request = task.request();
    switch (result) {
      case PushResult.Accepted() -> {
        var target = Target.of(request, device.deviceId());
        sent.taken(target, request.seq());
        accepted(request, target);
      }
      case PushResult.Unregistered(var reason) -> {
        // The newest registration that this table has seen; one that is still under way here, a
        // matter of milliseconds, would be removed with the old.
        if (devices.isCurrent(device)) {
          outbox.remove(device);
        }
        outbox.report(request, device.deviceId(), PushOutcome.UNREGISTERED, reason);
      }
      case PushResult.Retry(var after, var reason) -> {
        Instant now = clock.instant();
        Instant due = delays.due(request.attempt(), after, now);
        if (due.isBefore(request.expiresAt())) {
          outbox.retry(Retries.next(request, device), delays.step(due, now), due);
          outbox.report(request, device.deviceId(), PushOutcome.RETRYING, reason);
        } else {
          outbox.report(request, device.deviceId(), PushOutcome.SUPPRESSED, "expired");
        }
      }
      case PushResult.Rejected(var reason) -> {
        Waiting.all(List.of(outbox.bury(task.record(), reason)));
        outbox.report(request, device.deviceId(), PushOutcome.REJECTED, reason);
      }
    }
  }

  private void accepted(PushRequest request, Target target) throws Exception {
    outbox.report(request, target.deviceId(), PushOutcome.ACCEPTED, "accepted");
    sent.reported(target, request.seq());
  }

  private void parallel(List<Callable<Void>> tasks) throws Exception {
    Waiting.all(threads.invokeAll(tasks));
  }

  /// After the consumer, whose batches have ended or were broken off.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
