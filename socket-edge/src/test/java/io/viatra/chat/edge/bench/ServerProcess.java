package io.viatra.chat.edge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A [BenchServer] in its own virtual machine; it ends when this is closed, or this process ends.
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;
  private final long[] ports;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    orders = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    ports = numbers();
  }

  /// @param options of the virtual machine
  static ServerProcess start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BenchServer.class.getName()));
    return new ServerProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  int port() {
    return (int) ports[0];
  }

  /// Where [PlainSockets] listens.
  int plainPort() {
    return (int) ports[1];
  }

  /// Gives an order and waits for the numbers it answers with.
  long[] ask(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    return numbers();
  }

  private long[] numbers() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server under measurement has died");
    }
    return Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
