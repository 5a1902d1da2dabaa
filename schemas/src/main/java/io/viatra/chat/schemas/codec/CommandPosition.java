package io.viatra.chat.schemas.codec;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a command lies in `chat.commands.v1`. Every outcome carries it in two headers (rule R3),
/// and clients carry it as the consistency token of read-your-writes.
public record CommandPosition(int partition, long offset) {
  public static final String PARTITION = "cmd-partition";
  public static final String OFFSET = "cmd-offset";

  private static final Pattern TOKEN = Pattern.compile("e([0-9]{1,5})\\.([0-9]{1,18})");

  public Map<String, String> headers() {
    return Map.of(PARTITION, Integer.toString(partition), OFFSET, Long.toString(offset));
  }

  /// `e{partition}.{offset}`, the value of `X-Chat-Token`.
  public String token() {
    return "e" + partition + "." + offset;
  }

  /// Empty where the text is no token: clients may send anything.
  public static Optional<CommandPosition> parse(String token) {
    var parts = TOKEN.matcher(token);
    return parts.matches()
        ? Optional.of(
            new CommandPosition(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }
}
