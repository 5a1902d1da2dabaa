package io.viatra.chat.schemas.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;

/// What was written. Sealed from the first day on, because bodies in a log that is kept for ever
/// are to be encrypted per user: forgetting the key forgets the content, without touching the log.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(MessageBody.Plain.class),
  @JsonSubTypes.Type(MessageBody.Encrypted.class)
})
public sealed interface MessageBody {

  /// Four bytes of UTF-8 for each of 4,000 code points, or two UTF-16 units.
  int TEXT_UNITS_MAX = 8_000;

  /// Readable by whoever may read the topic.
  ///
  /// @param text 1 to 4,000 code points, stored verbatim
  @JsonTypeName("plain")
  record Plain(String text) implements MessageBody {
    public Plain {
      Check.length(text, TEXT_UNITS_MAX, "text");
    }
  }

  /// Readable with the key alone.
  ///
  /// @param keyId names the key, never holds it
  /// @param nonce base64
  /// @param ciphertext base64
  @JsonTypeName("encrypted")
  record Encrypted(String keyId, String nonce, String ciphertext) implements MessageBody {
    private static final int CIPHERTEXT_MAX = 48 * 1024;

    public Encrypted {
      Check.length(keyId, Check.ID_MAX, "keyId");
      Check.length(nonce, Check.ID_MAX, "nonce");
      Check.length(ciphertext, CIPHERTEXT_MAX, "ciphertext");
    }
  }
}
