package io.viatra.chat.push.fcm;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import io.viatra.chat.push.sending.Push;
import io.viatra.chat.push.sending.PushResult;
import io.viatra.chat.push.sending.PushSender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends by Firebase Cloud Messaging.
public final class FcmSender implements PushSender, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FcmSender.class);
  private static final String FAKE_PROJECT = "viatra";

  private final FirebaseApp app;
  private final FirebaseMessaging messaging;
  private final FcmTransport transport;
  private final InstantSource clock;

  private FcmSender(FirebaseApp app, FcmTransport transport, InstantSource clock) {
    this.app = app;
    this.messaging = FirebaseMessaging.getInstance(app);
    this.transport = transport;
    this.clock = clock;
  }

  /// Reads the credentials; connects when something is sent.
  ///
  /// @throws IOException when the credentials are not a service account's JSON; says nothing of
  ///   what they are
  public static FcmSender open(FcmSettings settings, InstantSource clock) throws IOException {
    var transport = new FcmTransport(settings.url(), settings.timeout());
    var options = FirebaseOptions.builder().setHttpTransport(transport);
    if (settings.url() == null) {
      options.setCredentials(serviceAccount(settings));
    } else {
      // Signing in is Google's; a fake only wants to see that we would.
      var token = AccessToken.newBuilder().setTokenValue("fake").build();
      options.setCredentials(GoogleCredentials.create(token));
      options.setProjectId(FAKE_PROJECT);
    }
    if (!settings.project().isEmpty()) {
      options.setProjectId(settings.project());
    }
    // A name of its own: the registry of apps is static, and there may be several workers.
    String name = "push-" + UUID.randomUUID();
    return new FcmSender(FirebaseApp.initializeApp(options.build(), name), transport, clock);
  }

  private static GoogleCredentials serviceAccount(FcmSettings settings) throws IOException {
    try {
      return ServiceAccountCredentials.fromStream(
          new ByteArrayInputStream(settings.credentials().bytes()));
    } catch (IOException | IllegalArgumentException e) {
      // Without the cause: a parser's message may quote the key.
      throw new IOException("CHAT_PUSH_FCM_CREDENTIALS is no service account: " + e.getClass());
    }
  }

  @Override
  public PushResult send(Push push) throws InterruptedException {
    try {
      messaging.send(FcmMessage.of(push, clock.instant()));
      return new PushResult.Accepted();
    } catch (FirebaseMessagingException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while sending");
      }
      return FcmVerdict.of(e, clock.instant());
    } catch (IllegalArgumentException e) {
      // The library's own checks of a message; the token is all that comes from outside.
      log.warn("firebase-admin refuses a message: {}", e.getClass().getName());
      return new PushResult.Rejected("UNSENDABLE");
    }
  }

  /// Ends sends in flight too.
  @Override
  public void close() {
    app.delete();
    transport.shutdown();
  }
}
