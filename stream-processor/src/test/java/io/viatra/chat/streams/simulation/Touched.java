package io.viatra.chat.streams.simulation;

/// What was done to one store.
///
/// @param read rows that were asked for by their key
/// @param walked rows that a scan came by
/// @param put rows that were written or deleted
public record Touched(int read, int walked, int put) {
  public static final Touched NOTHING = new Touched(0, 0, 0);
}
