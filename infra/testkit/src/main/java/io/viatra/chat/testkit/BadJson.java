package io.viatra.chat.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Documents that no service may take, by what is wrong with them: each is a good one with one
/// flaw, most of them in a field `x` that nobody knows.
public final class BadJson {
  private BadJson() {}

  /// All of them.
  ///
  /// @param good an object with a field or more, of ASCII alone
  public static Map<String, byte[]> of(String good) {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("empty", new byte[0]);
    bodies.put("white space", " \r\n\t".getBytes(UTF_8));
    bodies.put("no object", ("[" + good + "]").getBytes(UTF_8));
    Stream.of(" {}", "x", "]", ",").forEach(end -> text(bodies, "trailing " + end, good + end));
    for (Charset charset : List.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32"))) {
      bodies.put(charset.name(), good.getBytes(charset));
      bodies.put(charset.name() + " with a mark", ("\uFEFF" + good).getBytes(charset));
    }
    text(bodies, "byte order mark", "\uFEFF" + good);
    text(bodies, "comment", "/* */" + good);
    text(bodies, "single quotes", good.replace('"', '\''));
    text(bodies, "cut off", good.substring(0, good.length() - 1));
    values().forEach((what, value) -> bodies.put(what, with(good, value)));
    text(bodies, "duplicate key", "{\"x\":1,\"\\u0078\":2," + good.substring(1));
    text(bodies, "1,001 keys", keys() + good.substring(1));
    bodies.put("1,001 keys within", with(good, keys() + "\"k\":0}"));
    bodies.put("duplicate key within", with(good, "[{\"x\":1,\"x\":1}]"));
    return bodies;
  }

  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("depth 17", "[".repeat(16) + "]".repeat(16));
    for (String value :
        List.of("1e400", "-1e400", "9223372036854775808", "NaN", "Infinity", "01")) {
      values.put(value, value);
    }
    values.put("lone high surrogate", "\"\\ud83d\"");
    values.put("lone low surrogate", "\"\\ude00 \"");
    values.put("NUL", "\"a\\u0000\"");
    // One char of these is one byte.
    values.put("no UTF-8", "\"\u00ff\"");
    values.put("overlong NUL", "\"\u00c0\u0080\"");
    values.put("surrogate in UTF-8", "\"\u00ed\u00a0\u0080\"");
    values.put("cut off in UTF-8", "\"\u00e2\u0082\"");
    return values;
  }

  private static byte[] with(String good, String value) {
    return ("{\"x\":" + value + "," + good.substring(1)).getBytes(ISO_8859_1);
  }

  private static String keys() {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "\"k" + i + "\":0,")
        .collect(Collectors.joining("", "{", ""));
  }

  private static void text(Map<String, byte[]> bodies, String what, String body) {
    bodies.put(what, body.getBytes(UTF_8));
  }
}
