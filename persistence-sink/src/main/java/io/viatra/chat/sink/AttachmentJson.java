package io.viatra.chat.sink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.conversation.Attachment;

/// An attachment as the table holds it: the fields that clients see, by their names.
final class AttachmentJson {
  private AttachmentJson() {}

  static ObjectNode of(Attachment attachment) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", attachment.url())
        .put("name", attachment.name())
        .put("size", attachment.size())
        .put("mimeType", attachment.mimeType());
  }
}
