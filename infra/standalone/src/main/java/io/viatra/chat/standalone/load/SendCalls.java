package io.viatra.chat.standalone.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `POST …/messages`, to the conversations of each connection in turn. Each has an id of its
/// client's, as phones send it, so each is looked for among those that were sent before.
final class SendCalls implements Calls {
  private static final int CONTENT_CHARS = 250;
  private static final int COUNTER_DIGITS = 12;
  private static final String COUNTER = "0".repeat(COUNTER_DIGITS);
  private static final String CONTENT =
      "The patient in room 12 slept well and has no fever. ".repeat(5).substring(0, CONTENT_CHARS);

  private final List<List<Template>> lines;
  private final long each;
  private final long[] asked;
  private long counter;

  /// A request but for its counter, which stands near the end.
  private record Template(ByteBuffer request, int counterAt) {
    static Template of(byte[] request) {
      int at = new String(request, ISO_8859_1).lastIndexOf(COUNTER);
      return new Template(ByteBuffer.wrap(request), at);
    }

    ByteBuffer with(long counter) {
      var digits = String.format(Locale.ROOT, "%0" + COUNTER_DIGITS + "d", counter);
      return request.clear().put(counterAt, digits.getBytes(ISO_8859_1));
    }
  }

  private SendCalls(List<List<Template>> lines, long each) {
    this.lines = lines;
    this.each = each;
    this.asked = new long[lines.size()];
  }

  /// @param run a name that no other run has, so that no message is a repeat
  /// @param each how many to each conversation of a connection
  static SendCalls of(String host, List<List<Seat>> lines, String run, long each) {
    var templates =
        lines.stream()
            .map(seats -> seats.stream().map(seat -> template(host, seat, run)).toList())
            .toList();
    return new SendCalls(templates, each);
  }

  private static Template template(String host, Seat seat, String run) {
    var json =
        "{\"content\":\"%s\",\"clientMessageId\":\"%s-%s\"}".formatted(CONTENT, run, COUNTER);
    return Template.of(Request.post(host, seat.path() + "/messages", seat.token(), json));
  }

  @Override
  public @Nullable ByteBuffer next(int line) {
    var templates = lines.get(line);
    long turn = asked[line]++;
    if (templates.isEmpty() || turn / templates.size() >= each) {
      return null;
    }
    return templates.get((int) (turn % templates.size())).with(counter++);
  }
}
