package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.runtime.kafka.PoisonException;
import io.viatra.chat.runtime.kafka.RecordHandler;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionDisplaced;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.topic.Topics;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes one mailbox record after the other.
public final class MailboxReader implements RecordHandler {
  private final Turn turn;
  private final Barrier barrier;
  private final LiveDelivery live;
  private final Sessions sessions;

  public MailboxReader(Turn turn, Barrier barrier, LiveDelivery live, Sessions sessions) {
    this.turn = turn;
    this.barrier = barrier;
    this.live = live;
    this.sessions = sessions;
  }

  @Override
  public void handle(ConsumerRecord<byte[], byte[]> record) {
    switch (Topics.MAILBOX.codec().decode(record.value())) {
      case Decoded.Malformed<MailboxRecord>(String reason) ->
          throw new PoisonException(reason.replace('-', '_').toUpperCase(Locale.ROOT));
      case Decoded.Value<MailboxRecord>(SessionSnapshot snapshot) ->
          turn.take(() -> barrier.reached(snapshot));
      case Decoded.Value<MailboxRecord>(SessionDisplaced gone) ->
          sessions.displaced(gone.userId(), gone.sid());
      case Decoded.Value<MailboxRecord>(MailboxDelivery delivery) ->
          turn.take(() -> live.deliver(delivery));
    }
  }

  /// Nobody knows for whom the lost records were.
  @Override
  public void skipped() {
    turn.take(barrier::lost);
  }
}
