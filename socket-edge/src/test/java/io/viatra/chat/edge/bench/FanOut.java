package io.viatra.chat.edge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one frame to one of many sockets costs, in CPU time of the server's whole process: encoded
/// once, encoded for each socket, and bare writes of the same bytes, in alternating rounds of one
/// run.
///
/// Arguments: sockets (500), events of a round (400), rounds (8), burst (1: TCP has taken an event
/// before the next is sent).
public final class FanOut {
  private static final int WARM_UP_ROUNDS = 3;

  private final ServerProcess server;
  private final int sockets;
  private final int events;
  private final int burst;
  private final Map<Form, List<Double>> micros = new EnumMap<>(Form.class);

  private FanOut(ServerProcess server, int sockets, int events, int burst) {
    this.server = server;
    this.sockets = sockets;
    this.events = events;
    this.burst = burst;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int sockets = argument(args, 0, 500);
    int rounds = argument(args, 2, 8);
    try (ServerProcess server = ServerProcess.start("-Xmx512m", "-XX:+UseParallelGC");
        Flock flock = new Flock(server.port(), sockets, 0, payload -> {});
        Flock plain = new Flock(server.plainPort(), sockets, 0, payload -> {})) {
      Until.holds("all have joined", () -> flock.joined() + plain.joined() == 2 * sockets);
      var bench = new FanOut(server, sockets, argument(args, 1, 400), argument(args, 3, 1));
      bench.run(rounds, flock, plain);
    }
  }

  private void run(int rounds, Flock flock, Flock plain) throws IOException, InterruptedException {
    for (Form form : Form.values()) {
      micros.put(form, new ArrayList<>());
    }
    System.out.printf(Locale.ROOT, "%d sockets, bursts of %d event(s)%n", sockets, burst);
    for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
      for (Form form : Form.values()) {
        round(form, form == Form.PLAIN ? plain : flock, round >= WARM_UP_ROUNDS);
      }
    }
    micros.forEach((form, figures) ->
        System.out.printf(
            Locale.ROOT,
            "%-6s %6.2f µs of CPU per frame (median of %d rounds; best %.2f, worst %.2f)%n",
            form,
            median(form),
            figures.size(),
            Collections.min(figures),
            Collections.max(figures)));
    System.out.printf(
        Locale.ROOT,
        "EACH is %.2f of SHARED; SHARED is %.2f of PLAIN%n",
        median(Form.EACH) / median(Form.SHARED),
        median(Form.SHARED) / median(Form.PLAIN));
  }

  private void round(Form form, Flock listeners, boolean counts)
      throws IOException, InterruptedException {
    long before = listeners.frames();
    long[] spent = server.ask("fan-out " + form + " " + events + " " + burst);
    long frames = (long) sockets * events;
    Until.holds("all frames are there", () -> listeners.frames() - before == frames);
    double figure = spent[0] / 1000.0 / frames;
    if (counts) {
      micros.getOrDefault(form, List.of()).add(figure);
    }
    System.out.printf(
        Locale.ROOT,
        "  %-6s %6.2f µs, %,d frames of %d bytes, %,.0f frames/s%n",
        form,
        figure,
        frames,
        spent[2] / frames,
        frames * 1e9 / spent[1]);
  }

  private double median(Form form) {
    List<Double> figures = micros.getOrDefault(form, List.of());
    return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
  }

  static int argument(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }
}
