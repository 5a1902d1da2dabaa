package io.viatra.chat.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDiskTest {
  @TempDir private Path data;

  @Test
  void aDiskKeepsTheIdentityOfEachApplication() throws IOException {
    var directory = data.resolve("not").resolve("there");
    var sequencer = identity(directory, "sequencer");
    assertThat(identity(directory, "sequencer")).isEqualTo(sequencer);
    assertThat(identity(directory, "router")).isNotEqualTo(sequencer);
    assertThat(identity(data.resolve("other"), "sequencer")).isNotEqualTo(sequencer);
  }

  @Test
  void aCrashWhileItWasMadeLeavesNothingToStumbleOver() throws IOException {
    Files.write(data.resolve("sequencer.id"), new byte[0]);
    assertThat(identity(data, "sequencer")).isEqualTo(identity(data, "sequencer"));
  }

  @Test
  void aDamagedIdentityIsSaidToBe() throws IOException {
    Files.writeString(data.resolve("sequencer.id"), "nonsense");
    assertThatThrownBy(() -> StateDisk.open(data, "sequencer"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sequencer.id");
  }

  @Test
  void nobodyElseGetsItWhileItIsOpen() throws IOException {
    try (var _ = StateDisk.open(data, "sequencer")) {
      assertThatThrownBy(() -> StateDisk.open(data, "sequencer"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another instance");
    }
    assertThat(identity(data, "sequencer")).isNotEmpty();
  }

  @Test
  void whatALifeLeftThatDidNotEndInOrderGoes() throws IOException {
    var store = store("0_11");
    var metadata = Files.writeString(data.resolve("sequencer").resolve("metadata"), "id");
    var other = Files.createDirectories(data.resolve("router").resolve("0_0"));
    try (var disk = StateDisk.open(data, "sequencer")) {
      assertThat(disk.begin()).isTrue();
    }
    assertThat(store).doesNotExist();
    assertThat(metadata).exists();
    assertThat(other).exists();
  }

  @Test
  void whatALifeLeftThatEndedInOrderStaysForOneMore() throws IOException {
    var store = store("0_0");
    try (var disk = StateDisk.open(data, "sequencer")) {
      disk.ended();
      assertThat(disk.begin()).isFalse();
      assertThat(store).exists();
      assertThat(disk.begin()).isTrue();
      assertThat(store).doesNotExist();
    }
  }

  @Test
  void rowsOfAChangelogThatWasMadeAnewAreNotTakenForCurrent() throws IOException {
    var former = Map.of("members", "id-1", "frames", "id-2");
    try (var disk = StateDisk.open(data, "sequencer")) {
      disk.follow(former);
    }
    var store = store("0_3");
    try (var disk = StateDisk.open(data, "sequencer")) {
      assertThat(disk.follow(former)).isFalse();
      assertThat(store).exists();
      assertThat(disk.follow(Map.of("members", "id-3", "frames", "id-2"))).isTrue();
      assertThat(store).doesNotExist();
    }
  }

  @Test
  void changelogsThatCameAboutInALifeAreNotedAtItsEnd() throws IOException {
    var ids = Map.of("members", "id-1");
    try (var disk = StateDisk.open(data, "sequencer")) {
      disk.follow(Map.of());
      disk.note(ids);
    }
    var store = store("0_3");
    try (var disk = StateDisk.open(data, "sequencer")) {
      assertThat(disk.follow(ids)).isFalse();
      assertThat(store).exists();
    }
  }

  @Test
  void aDiskThatDoesNotSayWhatItFollowedIsNotBelieved() throws IOException {
    var store = store("0_3");
    try (var disk = StateDisk.open(data, "sequencer")) {
      assertThat(disk.follow(Map.of("members", "id-1"))).isTrue();
    }
    assertThat(store).doesNotExist();
  }

  private Path store(String task) throws IOException {
    var rocks = data.resolve("sequencer").resolve(task).resolve("rocksdb").resolve("members");
    return Files.writeString(Files.createDirectories(rocks).resolve("000001.sst"), "rows");
  }

  private static String identity(Path directory, String application) throws IOException {
    try (var disk = StateDisk.open(directory, application)) {
      return disk.identity();
    }
  }
}
