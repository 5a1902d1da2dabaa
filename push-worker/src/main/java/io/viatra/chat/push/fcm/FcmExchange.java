package io.viatra.chat.push.fcm;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/// One request and its response, for the one thread that sends it.
final class FcmExchange extends LowLevelHttpRequest {
  /// Headers that the client sets itself and refuses from others.
  private static final Set<String> OWN_HEADERS = Set.of("host", "connection", "content-length");

  private final HttpClient client;
  private final String method;
  private final HttpRequest.Builder request;

  FcmExchange(HttpClient client, String method, URI url, Duration timeout) {
    this.client = client;
    this.method = method;
    this.request = HttpRequest.newBuilder(url).timeout(timeout);
  }

  @Override
  public void addHeader(String name, String value) {
    // Uncompressed answers: they are short, and this client unpacks nothing.
    String lower = name.toLowerCase(Locale.ROOT);
    if (!OWN_HEADERS.contains(lower) && !lower.equals("accept-encoding")) {
      request.header(name, value);
    }
  }

  @Override
  public LowLevelHttpResponse execute() throws IOException {
    request.method(method, BodyPublishers.ofByteArray(body()));
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new FcmReply(response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /// A few hundred bytes: an FCM message is 4 KiB at the most.
  private byte[] body() throws IOException {
    var content = getStreamingContent();
    if (content == null) {
      return new byte[0];
    }
    if (getContentType() != null) {
      request.setHeader("Content-Type", getContentType());
    }
    if (getContentEncoding() != null) {
      request.setHeader("Content-Encoding", getContentEncoding());
    }
    var bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    return bytes.toByteArray();
  }
}
