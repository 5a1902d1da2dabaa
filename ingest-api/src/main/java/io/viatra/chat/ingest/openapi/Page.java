package io.viatra.chat.ingest.openapi;

import io.viatra.chat.schemas.document.ContractDocument;
import java.nio.charset.StandardCharsets;

/// Puts the page together: one file for the browser, three for those who change it.
final class Page {
  private Page() {}

  /// The page, with a policy that names exactly its own style and script and lets it fetch from its
  /// own origin alone.
  static Document load() {
    var style = text("/docs/page.css");
    var script = text("/docs/page.js");
    var html = text("/docs/page.html").replace("{style}", style).replace("{script}", script);
    return Document.html(
        html,
        "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; style-src "
            + Digest.source(style)
            + "; script-src "
            + Digest.source(script));
  }

  private static String text(String resource) {
    return new String(ContractDocument.bytes(Page.class, resource), StandardCharsets.UTF_8);
  }
}
