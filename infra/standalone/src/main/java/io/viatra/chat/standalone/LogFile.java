package io.viatra.chat.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Sends the logs of this process to a file beside the data, so that the terminal stays readable.
final class LogFile {
  /// The system property that `logback.xml` of this package reads.
  private static final String PLACE = "chat.standalone.log";

  private LogFile() {}

  /// To be called before anything logs: logback looks for its configuration at the first logger. A
  /// configuration named on the command line wins.
  static Path in(Path directory, String name) throws IOException {
    var file = directory.resolve(name + ".log");
    Files.deleteIfExists(file);
    System.setProperty(PLACE, file.toString());
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "io/viatra/chat/standalone/logback.xml");
    }
    return file;
  }
}
