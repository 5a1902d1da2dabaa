package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Kept;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A delivery that is legal and so large that, with its recipients around it, no mailbox takes it:
/// its coordinates go to the dead letters and the task goes on. Every other failure of a write
/// stops the task, as Streams does by default.
///
/// Streams makes it by reflection; the producer's thread calls it.
public final class OversizedRecords implements ProductionExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(OversizedRecords.class);

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
    if (!(failure instanceof RecordTooLargeException) || !record.topic().startsWith("edge.")) {
      return Response.fail();
    }
    var from = new Outgoing.Coordinates(context.topic(), context.partition(), context.offset());
    log.warn(
        "dead letter {}-{}@{}: oversized for {}",
        from.topic(),
        from.partition(),
        from.offset(),
        record.topic());
    var letter = new Outgoing.ToDeadLetters(from, Kept.of(record.key(), null), "oversized");
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                null,
                record.key(),
                null,
                Envelope.of(letter, 0, from).headers())));
  }
}
