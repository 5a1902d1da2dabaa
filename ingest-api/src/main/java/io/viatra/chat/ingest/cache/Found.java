package io.viatra.chat.ingest.cache;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a look found, by what was asked for.
///
/// @param values each of the type of its question
public record Found(Map<Wanted<?>, Object> values) {
  /// Nothing at all.
  public static final Found NOTHING = new Found(Map.of());

  /// The value, null where there was none of that state.
  @SuppressWarnings("unchecked") // A value is put in under its own question alone.
  public <V> @Nullable V get(Wanted<V> wanted) {
    return (V) values.get(wanted);
  }
}
