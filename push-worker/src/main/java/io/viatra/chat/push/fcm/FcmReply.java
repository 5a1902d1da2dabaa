package io.viatra.chat.push.fcm;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer in the terms of Google's client.
///
/// firebase-admin repeats what was answered 503 up to four times, asleep between, and offers no
/// switch against it. Here a repetition is a record of `push.retry.v1`, which outlives this process
/// and holds no thread; so a 503 is shown as a 502, which the library hands on. FCM's own code, in
/// the body, still says what it was.
final class FcmReply extends LowLevelHttpResponse {
  private static final int UNAVAILABLE = 503;
  private static final int BAD_GATEWAY = 502;

  private final HttpResponse<byte[]> response;
  private final List<Map.Entry<String, String>> headers;

  FcmReply(HttpResponse<byte[]> response) {
    this.response = response;
    this.headers =
        response.headers().map().entrySet().stream()
            .flatMap(header -> header.getValue().stream().map(v -> Map.entry(header.getKey(), v)))
            .toList();
  }

  @Override
  public int getStatusCode() {
    return response.statusCode() == UNAVAILABLE ? BAD_GATEWAY : response.statusCode();
  }

  @Override
  public InputStream getContent() {
    return new ByteArrayInputStream(response.body());
  }

  @Override
  public long getContentLength() {
    return response.body().length;
  }

  @Override
  public @Nullable String getContentType() {
    return response.headers().firstValue("Content-Type").orElse(null);
  }

  @Override
  public @Nullable String getContentEncoding() {
    return response.headers().firstValue("Content-Encoding").orElse(null);
  }

  @Override
  public String getStatusLine() {
    return "HTTP " + getStatusCode();
  }

  @Override
  public String getReasonPhrase() {
    return "";
  }

  @Override
  public int getHeaderCount() {
    return headers.size();
  }

  @Override
  public String getHeaderName(int index) {
    return headers.get(index).getKey();
  }

  @Override
  public String getHeaderValue(int index) {
    return headers.get(index).getValue();
  }
}
