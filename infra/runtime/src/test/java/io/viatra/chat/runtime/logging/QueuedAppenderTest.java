package io.viatra.chat.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// With the configuration that services have, but a stream of the test's own.
@Timeout(60)
class QueuedAppenderTest {
  /// As in `logback.xml`.
  private static final int QUEUE = 4_096;

  private final LoggerContext context = new LoggerContext();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Pipe pipe = new Pipe();
  private double droppedBefore;

  @BeforeEach
  void configure() throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
    var console =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
    console.setEncoder(new Plain());
    console.setOutputStream(pipe);
    // A second is for production; here it may pass on a busy machine.
    var access = context.getLogger("io.viatra.chat.access");
    ((QueuedAppender) access.getAppender("queued")).setMaxFlushTime(60_000);
    QueuedAppender.bindTo(meters);
    droppedBefore = dropped();
  }

  @AfterEach
  void end() {
    pipe.open.countDown();
    context.stop();
  }

  @Test
  void aReaderWhoHasStoppedStopsNobodyWhoServes() throws Exception {
    Logger access = context.getLogger("io.viatra.chat.access");
    access.info("0");
    pipe.entered.await();

    IntStream.rangeClosed(1, QUEUE + 10).forEach(each -> access.info("{}", each));

    assertThat(pipe.lines).isEmpty();
    assertThat(dropped()).isCloseTo(droppedBefore + 10, within(0.0));
    pipe.open.countDown();
    QueuedAppender.endAll(context);
    assertThat(pipe.lines).isEqualTo(numbers(0, QUEUE));
  }

  @Test
  void whatWaitsIsWrittenBeforeTheProcessEnds() throws Exception {
    Logger server = context.getLogger("io.undertow.request");
    server.warn("0");
    pipe.entered.await();
    IntStream.rangeClosed(1, 500).forEach(each -> server.warn("{}", each));

    pipe.open.countDown();
    QueuedAppender.endAll(context);

    assertThat(pipe.lines).isEqualTo(numbers(0, 500));
  }

  @Test
  void whatOthersSayIsOutWhenTheCallReturns() {
    pipe.open.countDown();
    context.getLogger("io.viatra.chat.edge.Edge").info("said");
    assertThat(pipe.lines).containsExactly("said");
  }

  private double dropped() {
    return meters.get("log.lines.dropped").functionCounter().count();
  }

  private static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  /// Takes nothing until it is opened.
  private static final class Pipe extends OutputStream {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void write(byte[] line, int from, int length) {
      entered.countDown();
      awaitOpening();
      lines.add(new String(line, from, length, StandardCharsets.UTF_8));
    }

    /// As a pipe does: whoever interrupts the writer does not end the wait.
    private void awaitOpening() {
      boolean interrupted = false;
      while (open.getCount() > 0) {
        try {
          open.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void write(int one) {
      throw new UnsupportedOperationException("lines only");
    }
  }

  /// The message alone.
  private static final class Plain extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent line) {
      return line.getFormattedMessage().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }
  }
}
