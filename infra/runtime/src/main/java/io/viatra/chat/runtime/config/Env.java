package io.viatra.chat.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The environment as typed, declared keys. Every accessor takes the name, the default where there
/// is one, and a one-line description; it records the [Key] and never throws for a bad value.
/// Problems are collected, the accessor answers the default (or an empty placeholder for a required
/// key), and [#check()] reports all of them together. So read everything, check, then use.
///
/// An empty value counts as unset, since that is how compose files and charts spell "not given".
/// Asking the same name twice with another type or default is a bug and throws.
///
/// Not thread-safe; used by the thread that starts a service.
public final class Env {
  private final Map<String, String> variables;
  private final Map<String, Key> declared = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Env(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /// An environment over the given variables, for tests and for several services in one process.
  public static Env of(Map<String, String> variables) {
    return new Env(variables);
  }

  /// The variables of this process.
  public static Env system() {
    return new Env(System.getenv());
  }

  /// The same variables with some replaced, and nothing declared yet.
  public Env with(Map<String, String> overrides) {
    Map<String, String> merged = new TreeMap<>(variables);
    merged.putAll(overrides);
    return new Env(merged);
  }

  /// A required string; the placeholder of a missing one is the empty string.
  public String string(String name, String description) {
    return read(new Key(name, "string", null, description), "", text -> text);
  }

  /// A string with a default, which may be empty for "nothing".
  public String string(String name, String fallback, String description) {
    return read(new Key(name, "string", fallback, description), fallback, text -> text);
  }

  /// An integer within `min..max`, both included.
  public int integer(String name, int fallback, int min, int max, String description) {
    String type = "integer " + min + ".." + max;
    Key key = new Key(name, type, Integer.toString(fallback), description);
    return read(
        key,
        fallback,
        text -> {
          try {
            int value = Integer.parseInt(text);
            return value >= min && value <= max ? value : null;
          } catch (NumberFormatException e) {
            return null;
          }
        });
  }

  /// A duration such as `500ms`, `10s`, `5m`, `2h`, `14d`.
  public Duration duration(String name, Duration fallback, String description) {
    Key key = new Key(name, "duration", Units.print(fallback), description);
    return read(key, fallback, text -> Units.duration(text).orElse(null));
  }

  /// A size in bytes: a plain number, or one with `KiB`, `MiB`, `GiB`.
  public long size(String name, long fallbackBytes, String description) {
    Key key = new Key(name, "size", Units.print(fallbackBytes), description);
    return read(
        key,
        fallbackBytes,
        text -> {
          var size = Units.size(text);
          return size.isPresent() ? size.getAsLong() : null;
        });
  }

  /// A switch: `true`/`false`, `on`/`off`, `yes`/`no`, `1`/`0`.
  public boolean flag(String name, boolean fallback, String description) {
    Key key = new Key(name, "flag", fallback ? "on" : "off", description);
    return read(
        key,
        fallback,
        text ->
            switch (text) {
              case "true", "on", "yes", "1" -> true;
              case "false", "off", "no", "0" -> false;
              default -> null;
            });
  }

  /// One of an enum's constants, written in lower case with dashes (`READ_COMMITTED` is
  /// `read-committed`).
  public <E extends Enum<E>> E choice(String name, E fallback, String description) {
    E[] constants = fallback.getDeclaringClass().getEnumConstants();
    String type = Arrays.stream(constants).map(Units::lower).collect(Collectors.joining("|"));
    Key key = new Key(name, type, Units.lower(fallback), description);
    return read(
        key,
        fallback,
        text ->
            Arrays.stream(constants)
                .filter(constant -> Units.lower(constant).equals(text))
                .findFirst()
                .orElse(null));
  }

  /// A list joined by commas, blanks around the items dropped, empty items too.
  public List<String> list(String name, List<String> fallback, String description) {
    Key key = new Key(name, "list", String.join(",", fallback), description);
    return read(
        key,
        List.copyOf(fallback),
        text ->
            Arrays.stream(text.split(",")).map(String::strip).filter(i -> !i.isEmpty()).toList());
  }

  /// An absolute URI, or null when unset.
  public @Nullable URI uri(String name, String description) {
    return optional(new Key(name, "uri", "", description), Env::absolute);
  }

  /// An absolute URI with a default.
  public URI uri(String name, URI fallback, String description) {
    return read(new Key(name, "uri", fallback.toString(), description), fallback, Env::absolute);
  }

  /// A required secret, from `NAME` or from the file that `NAME_FILE` names (trailing line breaks
  /// dropped). Both at once is a problem, because one of them would be ignored in silence.
  public Secret secret(String name, String description) {
    Key key = new Key(name, "secret", null, description);
    Secret secret = secretOrNull(key);
    if (secret == null) {
      problems.add(name + ": is required (or " + name + "_FILE); " + description);
      return Secret.of("");
    }
    return secret;
  }

  /// A secret with a default; meant for local development, and shown as `***`. An empty default
  /// says "none".
  public Secret secret(String name, Secret fallback, String description) {
    String shown = fallback.reveal().isEmpty() ? "" : "***";
    Secret secret = secretOrNull(new Key(name, "secret", shown, description));
    return secret == null ? fallback : secret;
  }

  /// Adds a problem found by looking at several keys together. The message must not hold a value of
  /// a secret.
  public void problem(String name, String message) {
    problems.add(name + ": " + message);
  }

  /// Throws with every problem found so far; to be called once, after all keys were read.
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /// The keys asked so far, in order.
  public List<Key> declared() {
    return List.copyOf(declared.values());
  }

  <T> T read(Key key, T fallback, Function<String, @Nullable T> parse) {
    T value = optional(key, parse);
    if (value == null && key.required() && raw(key.name()) == null) {
      problems.add(key.name() + ": is required; " + key.description());
    }
    return value == null ? fallback : value;
  }

  private <T> @Nullable T optional(Key key, Function<String, @Nullable T> parse) {
    declare(key);
    String raw = raw(key.name());
    if (raw == null) {
      return null;
    }
    T value = parse.apply(raw);
    if (value == null) {
      // The value stays out: people put secrets into the wrong variable.
      problems.add(key.name() + ": is not a legal " + key.type());
    }
    return value;
  }

  private @Nullable Secret secretOrNull(Key key) {
    declare(key);
    String fileName = key.name() + "_FILE";
    String direct = raw(key.name());
    String file = raw(fileName);
    if (direct != null && file != null) {
      problems.add(key.name() + ": is given twice, also by " + fileName);
    }
    if (direct != null) {
      return Secret.of(direct);
    }
    return file == null ? null : fromFile(fileName, file);
  }

  private Secret fromFile(String fileName, String file) {
    return switch (SecretFile.read(file)) {
      case SecretFile.Result.Read(var secret) -> secret;
      case SecretFile.Result.Wrong(var problem) -> {
        problems.add(fileName + ": " + problem);
        yield Secret.of("");
      }
    };
  }

  private void declare(Key key) {
    Key before = declared.putIfAbsent(key.name(), key);
    if (before != null && !before.equals(key)) {
      throw new IllegalStateException(key.name() + " is declared twice, differently");
    }
  }

  private @Nullable String raw(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable URI absolute(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
