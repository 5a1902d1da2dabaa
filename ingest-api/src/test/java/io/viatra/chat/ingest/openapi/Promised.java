package io.viatra.chat.ingest.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The calls of the document, as the router writes its own.
public final class Promised {
  private Promised() {}

  public static List<String> calls() {
    var calls = new ArrayList<String>();
    for (var path : Documents.openApiTree().get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    return calls;
  }
}
