package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.config.ConfigException;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintWriter;

/// What both commands have around what they do: settings, sentences, exit codes.
final class Call {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int WRONG_CALL = 2;

  private Call() {}

  /// What a command does with the cluster.
  interface Action {
    void on(KafkaSettings kafka) throws BackupException, IOException, InterruptedException;
  }

  /// @param err for what is wrong, a line each
  static int run(Env env, String name, PrintWriter err, Action action) throws InterruptedException {
    try {
      var kafka = KafkaSettings.from(env);
      env.check();
      action.on(kafka);
      return DONE;
    } catch (ConfigException wrong) {
      wrong.problems().forEach(problem -> err.println(name + ": " + problem));
      return WRONG_CALL;
    } catch (BackupException refused) {
      refused.sentences().lines().forEach(line -> err.println(name + ": " + line));
      return REFUSED;
    } catch (IOException failed) {
      err.println(name + ": a file cannot be read or written: " + failed.getMessage());
      return REFUSED;
    }
  }
}
