package io.viatra.chat.runtime.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How often something may be: `burst` times at once, and `refill` more in each `per`, evenly.
/// Written as `60+1/1s`: 60 at once, then one a second; up to six digits, and an hour.
public record Rate(long burst, long refill, Duration per) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\+(\\d{1,6})/(\\d{1,6}[a-z]+)");

  /// With six digits of tokens, so that a bucket's arithmetic in nanoseconds stays within 63 bits.
  private static final Duration PER_MAX = Duration.ofHours(1);

  /// Checks that it allows something, and goes on to.
  public Rate {
    if (burst < 1 || refill < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a rate must have a burst, a refill and a period");
    }
  }

  /// Reads a key.
  public static Rate from(Env env, String name, Rate fallback, String description) {
    return env.read(new Key(name, "rate", fallback.toString(), description), fallback, Rate::parse);
  }

  static @Nullable Rate parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long burst = Long.parseLong(matcher.group(1));
    long refill = Long.parseLong(matcher.group(2));
    return Units.duration(matcher.group(3))
        .filter(per -> burst > 0 && refill > 0 && per.isPositive() && per.compareTo(PER_MAX) <= 0)
        .map(per -> new Rate(burst, refill, per))
        .orElse(null);
  }

  /// As it is written.
  @Override
  public String toString() {
    return burst + "+" + refill + "/" + Units.print(per);
  }
}
