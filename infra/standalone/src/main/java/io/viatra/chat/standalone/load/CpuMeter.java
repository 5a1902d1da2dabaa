package io.viatra.chat.standalone.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Processor time by process, of some roots and what they have started (PostgreSQL has a process
/// for each connection; they are taken together, by the program's name). A process that ends
/// between two readings takes its time with it, so what is measured should have its connections
/// already.
public final class CpuMeter {
  private final Map<String, ProcessHandle> roots = new LinkedHashMap<>();

  /// Takes a process in, under a name for the report.
  public void add(String name, ProcessHandle root) {
    roots.put(name, root);
  }

  /// Takes in the PostgreSQL whose data lies in or below a directory; it runs detached, so it is
  /// nobody's child.
  public void addPostgres(Path data) throws IOException {
    try (var files = Files.find(data, 4, (path, _) -> path.endsWith("postmaster.pid"))) {
      for (var file : files.toList()) {
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
            .ifPresent(postmaster -> add("postgres", postmaster));
      }
    }
  }

  /// What each has spent until now, in the order of adding.
  public Map<String, Duration> read() {
    var spent = new LinkedHashMap<String, Duration>();
    roots.forEach((name, root) -> {
      spent.merge(name, cpu(root), Duration::plus);
      root.descendants().forEach(child -> spent.merge(program(child), cpu(child), Duration::plus));
    });
    return spent;
  }

  /// What was spent between two readings.
  static Map<String, Duration> between(Map<String, Duration> from, Map<String, Duration> to) {
    var spent = new LinkedHashMap<String, Duration>();
    to.forEach((name, at) -> spent.put(name, at.minus(from.getOrDefault(name, Duration.ZERO))));
    spent.values().removeIf(one -> one.compareTo(Duration.ofMillis(10)) < 0);
    return spent;
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static String program(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> String.valueOf(Path.of(command).getFileName()))
        .orElse("others");
  }
}
