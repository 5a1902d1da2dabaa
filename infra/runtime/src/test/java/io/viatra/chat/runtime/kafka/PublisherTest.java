package io.viatra.chat.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.kafka.PublishException.Reason;
import io.viatra.chat.runtime.metrics.Metrics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final byte[] BYTES = {1};
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Metrics metrics = new Metrics("test");
  private final Publisher publisher = new Publisher(producer, 2, "client", metrics, null);

  @Test
  void anAcknowledgedRecordTellsWhereItIs() throws Exception {
    CompletableFuture<Published> published = publish();
    assertThat(published).isNotDone();
    assertThat(publisher.inFlight()).isEqualTo(1);
    producer.completeNext();
    assertThat(published.get().topic()).isEqualTo("topic");
    assertThat(published.get().offset()).isZero();
    assertThat(publisher.inFlight()).isZero();
  }

  @Test
  void beyondTheBoundRecordsAreRefusedAtOnceAsUnsent() {
    var _ = publish();
    var _ = publish();
    assertThat(reason(publish())).isEqualTo(Reason.UNSENT);
    assertThat(producer.history()).hasSize(2);
    producer.completeNext();
    assertThat(publish()).isNotDone();
  }

  @Test
  void aTimeOutAfterSendingIsUnknown() {
    CompletableFuture<Published> published = publish();
    producer.errorNext(new TimeoutException("no answer"));
    assertThat(reason(published)).isEqualTo(Reason.UNKNOWN);
    assertThat(publisher.inFlight()).isZero();
  }

  @Test
  void whatSendingThrowsIsUnsent() {
    producer.sendException = new IllegalStateException("closed");
    assertThat(reason(publish())).isEqualTo(Reason.UNSENT);
    assertThat(publisher.inFlight()).isZero();
  }

  @Test
  void aRecordThatIsTooLargeIsSaidToBe() {
    producer.sendException = new RecordTooLargeException("too large");
    assertThat(reason(publish())).isEqualTo(Reason.TOO_LARGE);
    producer.sendException = null;
    CompletableFuture<Published> published = publish();
    producer.errorNext(new RecordTooLargeException("too large for the broker"));
    assertThat(reason(published)).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void failuresAreCountedByReasonAndNameOnlyTheTopic() {
    CompletableFuture<Published> published = publish();
    producer.errorNext(new TimeoutException("canary"));
    var failure = catchThrowableOfType(ExecutionException.class, published::get);
    assertThat(failure.getCause()).hasMessage("publishing to topic: UNKNOWN");
    assertThat(metrics.scrape())
        .contains(
            "kafka_publish_failures_total{client=\"client\",reason=\"unknown\",service=\"test\"} 1.0");
  }

  private CompletableFuture<Published> publish() {
    return publisher.publish("topic", 0, BYTES, BYTES, new RecordHeaders());
  }

  private static Reason reason(CompletableFuture<Published> published) {
    return published
        .handle((_, failure) -> failure)
        .thenApply(PublishException.class::cast)
        .join()
        .reason();
  }

  private static Cluster cluster() {
    Node node = new Node(0, "h", 1);
    var partition = new PartitionInfo("topic", 0, node, new Node[] {node}, new Node[] {node});
    return new Cluster("test", List.of(node), List.of(partition), Set.of(), Set.of());
  }
}
