package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.DeviceReader;
import io.viatra.chat.ingest.read.DeviceReader.Owner;
import io.viatra.chat.ingest.request.Logout;
import io.viatra.chat.ingest.request.NewDevice;
import io.viatra.chat.ingest.request.TokenDigest;
import io.viatra.chat.ingest.write.DeviceLog;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import io.viatra.chat.runtime.token.Principal;
import io.viatra.chat.runtime.token.TokenRegister;
import io.viatra.chat.schemas.device.Device;
import java.time.Clock;
import java.time.Duration;

/// Which devices are woken, and how that ends. A push token belongs to one (user, device): who
/// registers it last has it.
final class DeviceRoutes {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final DeviceReader devices;
  private final DeviceLog log;
  private final TokenRegister tokens;
  private final Clock clock;

  DeviceRoutes(DeviceReader devices, DeviceLog log, TokenRegister tokens, Clock clock) {
    this.devices = devices;
    this.log = log;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// `POST /auth/fcm-token`. A former holder is removed first: a phone that changed hands must not
  /// wake for the one who had it before.
  Answer register(Request request, String userId) throws InterruptedException {
    var wanted = NewDevice.from(request.fields());
    var here = new Owner(userId, wanted.deviceId());
    var former = devices.owner(wanted.token()).filter(owner -> !owner.equals(here));
    if (former.isPresent()) {
      log.remove(former.get().userId(), former.get().deviceId());
    }
    log.register(
        new Device(userId, wanted.deviceId(), wanted.token(), wanted.platform(), clock.instant()));
    return Replies.done();
  }

  /// `DELETE /auth/fcm-token`, at logout; of one that is not there it is a success too. A token is
  /// looked up, for it may have been registered with a device id; one that another user holds by
  /// now stays with that user.
  ///
  /// The caller's own token is revoked last: until then the call may be repeated. Where that cannot
  /// be written down the answer is UNAVAILABLE, for a logout that did not happen must not look like
  /// one that did.
  Answer logout(Request request, Principal caller) throws InterruptedException {
    forget(Logout.from(request), caller.userId());
    try {
      tokens.revoke(caller);
    } catch (RedisUnavailableException e) {
      throw ApiError.unavailable(RETRY_AFTER);
    }
    return Replies.done();
  }

  private void forget(Logout logout, String userId) throws InterruptedException {
    var deviceId = logout.deviceId();
    if (deviceId != null) {
      log.remove(userId, deviceId);
    }
    var token = logout.token();
    if (token != null) {
      log.remove(userId, TokenDigest.deviceId(token));
      var owner = devices.owner(token).filter(holder -> holder.userId().equals(userId));
      if (owner.isPresent()) {
        log.remove(userId, owner.get().deviceId());
      }
    }
  }
}
