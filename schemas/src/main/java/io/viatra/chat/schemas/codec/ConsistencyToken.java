package io.viatra.chat.schemas.codec;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a client hands back to read its own write: which command, and in which topic its outcome
/// arrives. Opaque to clients; they send it as `X-Chat-Token`.
///
/// The topic matters because the two are read independently: progress in events says nothing of a
/// receipt that lies in the other.
public record ConsistencyToken(Outcome outcome, CommandPosition command) {
  private static final Pattern TEXT = Pattern.compile("([er])([0-9]{1,5})\\.([0-9]{1,18})");

  /// Where the outcome of the command arrives.
  public enum Outcome {
    EVENT,
    RECEIPT
  }

  /// `e{partition}.{offset}` or `r{partition}.{offset}`.
  public String text() {
    var letter =
        switch (outcome) {
          case EVENT -> "e";
          case RECEIPT -> "r";
        };
    return letter + command.partition() + "." + command.offset();
  }

  /// Empty where the text is no token: clients may send anything.
  public static Optional<ConsistencyToken> parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var outcome = parts.group(1).equals("e") ? Outcome.EVENT : Outcome.RECEIPT;
    return Optional.of(
        new ConsistencyToken(
            outcome,
            new CommandPosition(Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)))));
  }
}
