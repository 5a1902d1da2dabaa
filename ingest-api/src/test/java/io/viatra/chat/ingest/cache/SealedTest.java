package io.viatra.chat.ingest.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SealedTest {
  private static final Stamp STAMP = new Stamp(1_700_000_000_000_000L, 7, 64);

  private static final Shelf<List<String>> TEXTS =
      new Shelf<>(
          "texts",
          Duration.ofMinutes(1),
          new Codec<>() {
            @Override
            public void write(List<String> value, Packer out) {
              out.all(value, out::text);
            }

            @Override
            public List<String> read(Unpacker in) {
              return in.all(in::text);
            }
          });

  @Test
  void anEntryTellsItsStateAndItsValue() {
    var bytes = Sealed.of(TEXTS, STAMP, List.of("one", "", "⚕️ three"));

    assertThat(Sealed.stamp(bytes)).isEqualTo(STAMP);
    assertThat(Sealed.value(TEXTS, bytes)).containsExactly("one", "", "⚕️ three");
  }

  @RepeatedTest(20)
  void whateverIsChangedInItIsNoEntry() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var bytes = Sealed.of(TEXTS, STAMP, List.of("one", "two"));
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));

    assertThat(Sealed.stamp(bytes)).as("seed %d", seed).isNull();
  }

  @RepeatedTest(20)
  void foreignBytesAreNoEntry() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);

    assertThat(Sealed.stamp(bytes)).as("seed %d", seed).isNull();
  }

  /// The checksum holds and another codec wrote it: lengths are not believed.
  @RepeatedTest(20)
  void valuesOfAnotherKindAreNoneAndTakeNoMemory() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var noise =
        new Shelf<>(
            "noise",
            Duration.ofMinutes(1),
            new Codec<byte[]>() {
              @Override
              public void write(byte[] value, Packer out) {
                for (var b : value) {
                  out.fixed(b * random.nextLong());
                }
              }

              @Override
              public byte[] read(Unpacker in) {
                return in.blob();
              }
            });
    var value = new byte[1 + random.nextInt(20)];
    random.nextBytes(value);

    assertThat(Sealed.value(TEXTS, Sealed.of(noise, STAMP, value))).as("seed %d", seed).isNull();
  }

  @Test
  void numbersAndMomentsKeepTheirValue() {
    var out = new Packer();
    var numbers = List.of(0L, 1L, 127L, 128L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
    numbers.forEach(out::number);
    numbers.forEach(out::fixed);
    var in = new Unpacker(out.bytes(), 0);

    numbers.forEach(number -> assertThat(in.number()).isEqualTo(number));
    numbers.forEach(number -> assertThat(in.fixed()).isEqualTo(number));
    assertThat(in.isAtEnd()).isTrue();
    assertThat(Stamp.of(Instant.parse("2026-01-01T00:00:00.000001Z"), 1, 2).since() % 10)
        .isEqualTo(1);
  }
}
