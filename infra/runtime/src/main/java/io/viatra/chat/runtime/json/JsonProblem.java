package io.viatra.chat.runtime.json;

import org.jspecify.annotations.Nullable;

/// Why client input was refused. The message is made of the reason and of a field name that is
/// known to the code, never of the input, so it may go to the client as it is.
public final class JsonProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The reasons, for branching; `message()` has the words.
  public enum Reason {
    /// Nothing but white space.
    EMPTY("the document is empty"),
    /// More bytes than the limit.
    TOO_LARGE("the document is too large"),
    /// Not well-formed UTF-8, or with a byte order mark.
    NOT_UTF8("the document is not UTF-8"),
    /// Not JSON by RFC 8259, or something after its end.
    MALFORMED("the document is not valid JSON"),
    /// A key twice in an object.
    DUPLICATE_KEY("an object has a key twice"),
    /// More than 16 levels.
    TOO_DEEP("the document is nested too deeply"),
    /// More than 1,000 keys in an object.
    TOO_MANY_KEYS("an object has too many keys"),
    /// A number that does not fit 63 bits or a double, or has too many digits.
    NUMBER_RANGE("a number is out of range"),
    /// A lone surrogate or NUL in a string or key.
    BAD_TEXT("a text is not valid Unicode or holds NUL"),
    /// Valid JSON, but not an object.
    NOT_AN_OBJECT("the document is not an object"),
    /// A required field is absent or null.
    MISSING("is required"),
    /// A field of another type; nothing is converted.
    WRONG_TYPE("has the wrong type"),
    /// A field outside its bounds.
    OUT_OF_RANGE("is out of range");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  private final Reason reason;
  private final @Nullable String field;

  JsonProblem(Reason reason) {
    super(reason.words, null, false, false);
    this.reason = reason;
    this.field = null;
  }

  JsonProblem(Reason reason, String field) {
    super(field + " " + reason.words, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }

  /// The field, for the reasons that are about one.
  public @Nullable String field() {
    return field;
  }

  /// The words for the client.
  public String message() {
    return field == null ? reason.words : field + " " + reason.words;
  }
}
