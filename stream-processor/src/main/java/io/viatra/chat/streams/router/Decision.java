package io.viatra.chat.streams.router;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What follows from one record or tick: state to put, then records to write. It is filled by the
/// rules on the task's thread and carried out by the processor; nothing in it has happened yet.
///
/// Within one decision no key is put twice, so rules may read the store and need not look at what
/// was decided before them.
final class Decision {
  private final List<Put> puts = new ArrayList<>();
  private final List<Outgoing> outgoing = new ArrayList<>();

  void put(Put put) {
    puts.add(put);
  }

  void send(Outgoing record) {
    outgoing.add(record);
  }

  List<Put> puts() {
    return Collections.unmodifiableList(puts);
  }

  List<Outgoing> outgoing() {
    return Collections.unmodifiableList(outgoing);
  }
}
