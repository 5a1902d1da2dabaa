package io.viatra.chat.runtime.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Reads a secret from a mounted file, without the line breaks that editors leave at its end.
final class SecretFile {
  /// No secret in use is longer; a larger file is a wrong mount.
  private static final long BYTES_MAX = 64 * 1024;

  private SecretFile() {}

  /// What was read, or what is wrong in words that follow the variable's name.
  sealed interface Result {
    record Read(Secret secret) implements Result {}

    record Wrong(String problem) implements Result {}
  }

  static Result read(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > BYTES_MAX) {
        return new Result.Wrong("names a file of more than " + BYTES_MAX + " bytes");
      }
      String text = Files.readString(path, StandardCharsets.UTF_8).replaceAll("[\\r\\n]+$", "");
      return text.isEmpty()
          ? new Result.Wrong("names an empty file")
          : new Result.Read(Secret.of(text));
    } catch (IOException | InvalidPathException e) {
      return new Result.Wrong("names a file that cannot be read");
    }
  }
}
