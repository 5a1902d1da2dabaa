package io.viatra.chat.push.fcm;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Carries Google's client's requests over the JDK's HTTP client. Against Google's own transports
/// this has one connection for all sends in flight (HTTP/2) instead of one each, a time-out for the
/// whole of a send, the endpoint of a fake FCM where one is set, and no repeating.
final class FcmTransport extends HttpTransport {
  private final @Nullable URI instead;
  private final Duration timeout;
  private final HttpClient client;

  /// @param instead scheme and authority to send to in the place of those in a request
  FcmTransport(@Nullable URI instead, Duration timeout) {
    this.instead = instead;
    this.timeout = timeout;
    // Without TLS there is no agreement on HTTP/2 but an upgrade, which servers tend to ignore.
    boolean plain = instead != null && "http".equals(instead.getScheme());
    client =
        HttpClient.newBuilder()
            .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    URI wanted = URI.create(url);
    return new FcmExchange(
        client, method, instead == null ? wanted : moved(wanted, instead), timeout);
  }

  private static URI moved(URI wanted, URI instead) {
    return instead.resolve(wanted.getRawPath());
  }

  @Override
  public void shutdown() {
    client.shutdownNow();
  }
}
