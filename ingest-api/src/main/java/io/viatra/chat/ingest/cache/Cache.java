package io.viatra.chat.ingest.cache;

import io.viatra.chat.ingest.cache.Wanted.Entry;
import java.util.Collection;

/// Entries by name and state. Never fails: what cannot be found or stored is not there.
public interface Cache {
  /// Where caches are switched off.
  Cache OFF = new Off();

  /// False where nothing is ever found, and preparing a question would be work for nothing.
  boolean isOn();

  /// Looks for all of them at once.
  Found find(Collection<? extends Wanted<?>> wanted);

  /// Keeps what was read, in place of what has that name.
  void store(Collection<? extends Entry<?>> entries);

  /// Finds nothing and keeps nothing.
  record Off() implements Cache {
    @Override
    public boolean isOn() {
      return false;
    }

    @Override
    public Found find(Collection<? extends Wanted<?>> wanted) {
      return Found.NOTHING;
    }

    @Override
    public void store(Collection<? extends Entry<?>> entries) {}
  }
}
