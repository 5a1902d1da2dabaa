package io.viatra.chat.standalone;

import io.viatra.chat.runtime.config.Env;
import picocli.CommandLine;

/// `dist/bin/topics`.
public final class Topics {
  private Topics() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new TopicsCommand(Env.system())).execute(args));
  }
}
