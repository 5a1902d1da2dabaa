package io.viatra.chat.runtime.config;

import java.util.List;

/// Says everything that is wrong with the environment, one line per problem, each beginning with
/// the name of its variable. Values of secrets are never part of it.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /// The problems in the order in which the keys were asked.
  public List<String> problems() {
    return problems;
  }
}
