package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.http.Request;

/// The length of a page.
final class Limit {
  private static final int FALLBACK = 20;
  private static final int MAX = 100;

  private Limit() {}

  static int of(Request request) {
    return request.queryInteger("limit", FALLBACK, 1, MAX);
  }
}
