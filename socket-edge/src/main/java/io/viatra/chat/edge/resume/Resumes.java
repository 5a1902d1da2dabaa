package io.viatra.chat.edge.resume;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets resumes in: each asks the read model up to two hundred times, and after an outage everybody
/// comes back at once.
public final class Resumes {
  /// The most conversations of one call.
  public static final int CONVERSATIONS_MAX = 500;

  static final int AT_ONCE_MAX = 64;

  private static final Logger log = LoggerFactory.getLogger(Resumes.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Missed missed;
  private final MessageIndex index;
  private final Semaphore places = new Semaphore(AT_ONCE_MAX);
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Counter filled;
  private final Counter resyncs;

  public Resumes(Missed missed, MessageIndex index, Metrics metrics) {
    this.missed = missed;
    this.index = index;
    this.filled = metrics.counter("chat.resume.changes", "missed events that were sent later");
    this.resyncs = metrics.counter("chat.resume.resyncs", "conversations that could not be filled");
    metrics.gauge(
        "chat.resume.active", "resumes under way", () -> AT_ONCE_MAX - places.availablePermits());
  }

  /// Hears what came of a resume, once, on the resume's thread.
  public interface Listener {
    /// @param held the version up to which the client holds everything now, of the conversations
    ///   that were filled
    void done(Map<UUID, Long> held);

    void failed();
  }

  /// Begins to send what was missed.
  ///
  /// @param held the version up to which the client says that it holds everything
  /// @throws ApiError `CONFLICT` while another one of the socket is under way, `UNAVAILABLE` where
  ///   the node has no place
  public void start(Session session, Map<UUID, Long> held, Listener listener) {
    if (!underWay.add(session.sid())) {
      throw ApiError.of(ErrorCode.CONFLICT, "a resume is under way");
    }
    if (!places.tryAcquire()) {
      underWay.remove(session.sid());
      throw ApiError.unavailable(RETRY);
    }
    var meters = new Resume.Meters(filled, resyncs);
    var resume = new Resume(session, missed, index, meters, Resume.Pace.DEFAULT);
    Thread.ofVirtual().name("edge-resume").start(() -> run(session, resume, held, listener));
  }

  private void run(Session session, Resume resume, Map<UUID, Long> held, Listener listener) {
    try {
      listener.done(resume.fill(held));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listener.failed();
    } catch (RuntimeException bug) {
      // The type alone: a message may hold what people wrote.
      log.error("a resume failed: {}", bug.getClass().getName());
      listener.failed();
    } finally {
      places.release();
      underWay.remove(session.sid());
    }
  }
}
