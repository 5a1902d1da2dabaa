package io.viatra.chat.standalone;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.standalone.backup.DumpCommand;
import io.viatra.chat.standalone.backup.RestoreCommand;
import picocli.CommandLine;

/// `dist/bin/topics`.
public final class Topics {
  private Topics() {}

  public static void main(String[] args) {
    // Clients log their troubles beside the lines of a command, not into them.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty(
          "logback.configurationFile", "io/viatra/chat/standalone/audit/logback.xml");
    }
    System.exit(commandLine(Env.system()).execute(args));
  }

  static CommandLine commandLine(Env env) {
    return new CommandLine(new TopicsCommand(env))
        .addSubcommand(new DumpCommand(env))
        .addSubcommand(new RestoreCommand(env));
  }
}
