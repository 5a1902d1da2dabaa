package io.viatra.chat.sink;

import java.util.Locale;

/// The words of the schemas' enums, the same in JSON and in the tables.
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
