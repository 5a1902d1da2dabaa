package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.outlet.Outlet;
import io.viatra.chat.edge.presence.Presence;
import io.viatra.chat.edge.resume.Resumes;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.TokenBucket;
import io.viatra.chat.edge.socketio.Event;
import io.viatra.chat.edge.socketio.SocketHandler;
import io.viatra.chat.edge.typing.Typing;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.json.JsonProblem;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What clients may say, and who acts on it. One for the node; each session gets a hearer of its
/// own.
public final class ChatEvents {
  private static final Logger log = LoggerFactory.getLogger(ChatEvents.class);

  private final Map<String, EventHandler> handlers;
  private final EventLimits limits;
  private final Ephemeral ephemeral;
  private final Metrics metrics;

  public ChatEvents(
      Reading reading,
      EventLimits limits,
      Publishing publishing,
      Ephemeral ephemeral,
      Metrics metrics) {
    this.limits = limits;
    this.ephemeral = ephemeral;
    this.metrics = metrics;
    var conversations = reading.conversations;
    var index = reading.index;
    var typing = ephemeral.typing;
    var rooms = new Rooms(conversations, limits, typing, ephemeral.presence);
    var changing = new Changing(conversations, limits, publishing.outlet);
    var window = publishing.window;
    this.handlers =
        Map.ofEntries(
            Map.entry(
                "send_message",
                new Sending(conversations, limits, publishing.outlet, typing, metrics)),
            Map.entry("edit_message", changing::edit),
            Map.entry("delete_message", changing::delete),
            Map.entry("react", changing::react),
            Map.entry(
                "mark_delivered", new Marking(Mark.Kind.DELIVERED, conversations, index, window)),
            Map.entry("mark_read", new Marking(Mark.Kind.READ, conversations, index, window)),
            Map.entry("join_conversation", rooms::join),
            Map.entry("leave_conversation", rooms::leave),
            Map.entry("typing_start", rooms::start),
            Map.entry("typing_stop", rooms::stop),
            Map.entry("watch_presence", rooms::watch),
            Map.entry("resume", new Resuming(reading.resumes)));
  }

  /// What is asked before something is published, and what was missed.
  public record Reading(Conversations conversations, MessageIndex index, Resumes resumes) {}

  /// The two ways to the log: at once, and gathered.
  public record Publishing(Outlet outlet, ReceiptWindow window) {}

  /// What Redis carries and nothing keeps.
  public record Ephemeral(Typing typing, Presence presence) {}

  /// What hears a session's events; from now on its user is there.
  public SocketHandler of(Session session) {
    TokenBucket events = limits.events();
    ephemeral.presence.opened(session);
    return new SocketHandler() {
      @Override
      public void onEvent(Event event) {
        hear(session, events, event);
      }

      @Override
      public void onDisconnect(CloseReason reason) {
        ephemeral.typing.gone(session);
        ephemeral.presence.gone(session);
      }
    };
  }

  private void hear(Session session, TokenBucket events, Event event) {
    var handler = handlers.get(event.name());
    // Names come from clients: only the known ones may become a tag.
    String tag = handler == null ? "unknown" : event.name();
    var reply = new Reply(event.ack(), session.socket(), outcome -> count(tag, outcome));
    try {
      Duration wait = events.take();
      if (wait != null) {
        throw ApiError.rateLimited(wait);
      }
      if (handler == null) {
        throw ApiError.of(ErrorCode.UNKNOWN_EVENT);
      }
      handler.handle(session, Payload.of(event), reply);
    } catch (ApiError error) {
      reply.fail(error);
    } catch (JsonProblem problem) {
      reply.fail(ApiError.invalid(problem.message()));
    } catch (RuntimeException bug) {
      // The type alone: a message may hold what the client wrote.
      log.error("{} failed: {}", tag, bug.getClass().getName(), stackOf(bug));
      reply.fail(ApiError.of(ErrorCode.INTERNAL));
    }
  }

  private void count(String event, String outcome) {
    metrics
        .counter("chat.events", "events of clients", "event", event, "outcome", outcome)
        .increment();
  }

  /// The way to the failure, without its words.
  private static Throwable stackOf(RuntimeException bug) {
    var stack = new IllegalStateException("at");
    stack.setStackTrace(bug.getStackTrace());
    return stack;
  }
}
