package io.viatra.chat.ingest.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The calls that are measured, each as one reader makes them.
enum Load {
  /// A page of 50: the newest of a conversation, then two further back.
  HISTORY("history page of 50") {
    @Override
    void step(Reader reader) throws IOException {
      var before = reader.cursor == null ? "" : "&before=" + reader.cursor;
      var body = reader.get("/" + reader.conversation + "/messages?limit=50" + before);
      reader.turn(++reader.pages % PAGES == 0 ? null : cursor(body));
    }
  },
  LIST("list of 50 conversations") {
    @Override
    void step(Reader reader) throws IOException {
      reader.get("?limit=50");
    }
  },
  ONE("one conversation") {
    @Override
    void step(Reader reader) throws IOException {
      reader.get("/" + reader.conversation);
      reader.turn(null);
    }
  };

  private static final int PAGES = 3;
  private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

  final String title;

  Load(String title) {
    this.title = title;
  }

  /// One call.
  abstract void step(Reader reader) throws IOException;

  private static @Nullable String cursor(byte[] body) {
    var found = NEXT.matcher(new String(body, StandardCharsets.UTF_8));
    return found.find() ? found.group(1) : null;
  }

  /// One connection of one user. For one thread.
  static final class Reader implements AutoCloseable {
    private final Connection connection;
    private final String token;
    private final List<UUID> conversations;
    private final Random random;
    private UUID conversation;
    private @Nullable String cursor;
    private int pages;
    private int refused;

    Reader(URI origin, String token, List<UUID> conversations, long seed) throws IOException {
      this.connection = new Connection(origin);
      this.token = token;
      this.conversations = conversations;
      this.random = new Random(seed);
      this.conversation = conversations.getFirst();
    }

    byte[] get(String path) throws IOException {
      var body = connection.get("/api/v1/chat/conversations" + path, token);
      refused += body.length == 0 ? 1 : 0;
      return body;
    }

    /// How often the answer was 503.
    int refused() {
      return refused;
    }

    /// To another conversation, unless there is more to read in this one.
    void turn(@Nullable String next) {
      cursor = next;
      if (next == null) {
        conversation = conversations.get(random.nextInt(conversations.size()));
      }
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }
}
