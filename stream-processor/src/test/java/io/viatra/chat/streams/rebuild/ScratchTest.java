package io.viatra.chat.streams.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was put is what is read, wherever the rows lie: in memory, on their way, or on the disk.
class ScratchTest {
  private static final int TABLES = 3;

  /// Of some thirty rows, so that most are on the disk most of the time.
  private static final long ROW_BYTES_MAX = 6_000;

  @TempDir Path directory;

  private static Bytes key(Random random) {
    return Bytes.wrap(new byte[] {(byte) random.nextInt(-4, 4), (byte) random.nextInt(16)});
  }

  private static List<String> rows(KeyValueIterator<Bytes, byte[]> walk) {
    var rows = new ArrayList<String>();
    try (walk) {
      walk.forEachRemaining(row -> rows.add(row.key + "=" + Bytes.wrap(row.value)));
    }
    return rows;
  }

  private static List<String> rows(Map<Bytes, Bytes> rows) {
    return rows.entrySet().stream().map(row -> row.getKey() + "=" + row.getValue()).toList();
  }

  @RepeatedTest(5)
  void readsAndWalksMeetWhatWasPutLast() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var model = new ArrayList<TreeMap<Bytes, Bytes>>();
    for (int i = 0; i < TABLES; i++) {
      model.add(new TreeMap<>());
    }
    try (var scratch = Scratch.open(directory, 1 << 20, ROW_BYTES_MAX)) {
      for (int step = 0; step < 5_000; step++) {
        int at = random.nextInt(TABLES);
        var should = model.get(at);
        var table = scratch.table("table", at);
        var key = key(random);
        switch (random.nextInt(8)) {
          case 0 -> {
            table.put(key, null);
            should.remove(key);
          }
          case 1, 2, 3 -> {
            var value = new byte[random.nextInt(60)];
            random.nextBytes(value);
            table.put(key, value);
            should.put(key, Bytes.wrap(value));
          }
          case 4 -> assertThat(rows(table.all())).as("seed %d", seed).isEqualTo(rows(should));
          case 5 -> {
            var prefix = Bytes.wrap(new byte[] {key.get()[0]});
            assertThat(rows(table.prefixScan(prefix, new BytesSerializer())))
                .as("seed %d", seed)
                .isEqualTo(rows(startingLike(key, should)));
          }
          default -> {
            var known = should.get(key);
            assertThat(table.get(key))
                .as("seed %d", seed)
                .isEqualTo(known == null ? null : known.get());
          }
        }
      }
    }
  }

  private static Map<Bytes, Bytes> startingLike(Bytes key, Map<Bytes, Bytes> rows) {
    var some = new TreeMap<Bytes, Bytes>(rows);
    some.keySet().removeIf(each -> each.get()[0] != key.get()[0]);
    return some;
  }

  @Test
  void nothingIsLeftOnTheDisk() throws IOException {
    try (var scratch = Scratch.open(directory, 1 << 20, ROW_BYTES_MAX)) {
      for (int i = 0; i < 1_000; i++) {
        scratch
            .table("table", 0)
            .put(Bytes.wrap(new byte[] {(byte) (i >> 8), (byte) i}), new byte[9]);
      }
    }
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }
}
