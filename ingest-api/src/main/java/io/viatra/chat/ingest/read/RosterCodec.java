package io.viatra.chat.ingest.read;

import io.viatra.chat.ingest.cache.Codec;
import io.viatra.chat.ingest.cache.Packer;
import io.viatra.chat.ingest.cache.Unpacker;
import io.viatra.chat.ingest.read.Roster.Seat;
import io.viatra.chat.schemas.conversation.Role;

/// A whole roster; one that is cut depends on who asked for it.
final class RosterCodec implements Codec<Roster> {

  @Override
  public void write(Roster roster, Packer out) {
    out.all(roster.seats(), seat -> write(seat, out));
  }

  @Override
  public Roster read(Unpacker in) {
    return new Roster(in.all(() -> seat(in)), true);
  }

  private static void write(Seat seat, Packer out) {
    out.text(seat.userId());
    out.text(seat.role().name());
    out.number(seat.joinedSeq());
    out.optional(seat.leftSeq(), out::number);
    out.number(seat.deliveredSeq());
    out.number(seat.readSeq());
  }

  private static Seat seat(Unpacker in) {
    return new Seat(
        in.text(),
        Role.valueOf(in.text()),
        in.number(),
        in.optional(in::number),
        in.number(),
        in.number());
  }
}
