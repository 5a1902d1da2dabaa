package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;

/// A file that stands elsewhere; the server never fetches it.
///
/// @param url absolute, `http` or `https` only
/// @param size bytes
public record Attachment(String url, String name, long size, String mimeType) {
  private static final int URL_MAX = 2_048;
  private static final int NAME_MAX = 255;

  public Attachment {
    Check.length(url, URL_MAX, "url");
    Check.that(url.startsWith("https://") || url.startsWith("http://"), "url");
    Check.length(name, NAME_MAX, "name");
    Check.length(mimeType, NAME_MAX, "mimeType");
    Check.notNegative(size, "size");
  }
}
