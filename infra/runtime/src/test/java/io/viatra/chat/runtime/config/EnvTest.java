package io.viatra.chat.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTest {
  private enum Mode {
    READ_COMMITTED,
    READ_UNCOMMITTED
  }

  @TempDir private Path directory;

  @Test
  void defaultsHoldWhereNothingIsSet() {
    Env env = Env.of(Map.of("CHAT_EMPTY", " "));
    assertThat(env.string("CHAT_S", "s", "d")).isEqualTo("s");
    assertThat(env.string("CHAT_EMPTY", "blank counts as unset", "d"))
        .isEqualTo("blank counts as unset");
    assertThat(env.integer("CHAT_I", 7, 0, 10, "d")).isEqualTo(7);
    assertThat(env.duration("CHAT_D", Duration.ofSeconds(3), "d")).hasSeconds(3);
    assertThat(env.size("CHAT_B", 1024, "d")).isEqualTo(1024);
    assertThat(env.flag("CHAT_F", true, "d")).isTrue();
    assertThat(env.choice("CHAT_C", Mode.READ_COMMITTED, "d")).isEqualTo(Mode.READ_COMMITTED);
    assertThat(env.list("CHAT_L", List.of("a"), "d")).containsExactly("a");
    assertThat(env.uri("CHAT_U", "d")).isNull();
    env.check();
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "10s,10000", "5m,300000", "2h,7200000", "14d,1209600000", "0s,0"})
  void durationsAreANumberAndAUnit(String text, long millis) {
    assertThat(Env.of(Map.of("K", text)).duration("K", Duration.ZERO, "d")).hasMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({"17,17", "17B,17", "64KiB,65536", "1MiB,1048576", "2GiB,2147483648"})
  void sizesAreBytesOrHaveABinaryUnit(String text, long bytes) {
    assertThat(Env.of(Map.of("K", text)).size("K", 0, "d")).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "1.5s", "s", "-1s", "1 s", "10S", "99999999999999s"})
  void aDurationWithoutAClearMeaningIsAProblem(String text) {
    Env env = Env.of(Map.of("K", text));
    env.duration("K", Duration.ZERO, "d");
    assertThat(problems(env)).containsExactly("K: is not a legal duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1KB", "1.5MiB", "-1", "MiB", "999999999999GiB"})
  void aSizeWithoutAClearMeaningIsAProblem(String text) {
    Env env = Env.of(Map.of("K", text));
    env.size("K", 0, "d");
    assertThat(problems(env)).containsExactly("K: is not a legal size");
  }

  @Test
  void choicesListsFlagsAndAddressesAreRead() {
    Env env =
        Env.of(Map.of("C", "read-uncommitted", "L", "a, b,,c", "F", "off", "U", "http://h:1/p"));
    assertThat(env.choice("C", Mode.READ_COMMITTED, "d")).isEqualTo(Mode.READ_UNCOMMITTED);
    assertThat(env.list("L", List.of(), "d")).containsExactly("a", "b", "c");
    assertThat(env.flag("F", true, "d")).isFalse();
    assertThat(env.uri("U", "d")).isEqualTo(URI.create("http://h:1/p"));
    env.check();
  }

  @Test
  void allProblemsAreReportedTogetherAndEachNamesItsVariable() {
    Env env = Env.of(Map.of("I", "eleven", "J", "11", "F", "maybe", "C", "x", "U", "relative"));
    env.string("S", "what it is for");
    env.integer("I", 1, 0, 10, "d");
    env.integer("J", 1, 0, 10, "d");
    env.flag("F", true, "d");
    env.choice("C", Mode.READ_COMMITTED, "d");
    env.uri("U", "d");
    env.secret("T", "a secret");
    assertThat(problems(env))
        .containsExactly(
            "S: is required; what it is for",
            "I: is not a legal integer 0..10",
            "J: is not a legal integer 0..10",
            "F: is not a legal flag",
            "C: is not a legal read-committed|read-uncommitted",
            "U: is not a legal uri",
            "T: is required (or T_FILE); a secret");
  }

  @Test
  void aSecretComesFromItsVariableOrFromAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "from file\r\n");
    Env env = Env.of(Map.of("A", "direct", "B_FILE", file.toString()));
    assertThat(env.secret("A", "d").reveal()).isEqualTo("direct");
    assertThat(env.secret("B", "d").reveal()).isEqualTo("from file");
    assertThat(env.secret("C", Secret.of("fallback"), "d").reveal()).isEqualTo("fallback");
    env.check();
  }

  @Test
  void aSecretGivenTwiceOrFromNoFileIsAProblem() {
    Env env = Env.of(Map.of("A", "canary", "A_FILE", "/nowhere", "B_FILE", "/nowhere"));
    env.secret("A", "d");
    env.secret("B", "d");
    assertThat(problems(env))
        .containsExactly(
            "A: is given twice, also by A_FILE", "B_FILE: names a file that cannot be read");
  }

  @Test
  void noProblemHoldsAValue() {
    Env env = Env.of(Map.of("A", "canary", "B", "canary", "C", "canary"));
    env.integer("A", 0, 0, 1, "d");
    env.duration("B", Duration.ZERO, "d");
    env.choice("C", Mode.READ_COMMITTED, "d");
    assertThat(String.join(" ", problems(env))).doesNotContain("canary");
  }

  @Test
  void everyKeyIsDeclaredWithTypeDefaultAndDescription() {
    Env env = Env.of(Map.of());
    env.string("S", "a required string");
    env.duration("D", Duration.ofMinutes(5), "a duration");
    env.size("B", 64 * 1024, "a size");
    env.secret("T", Secret.of("canary"), "a secret");
    env.choice("C", Mode.READ_COMMITTED, "a choice");
    assertThat(env.declared())
        .containsExactly(
            new Key("S", "string", null, "a required string"),
            new Key("D", "duration", "5m", "a duration"),
            new Key("B", "size", "64KiB", "a size"),
            new Key("T", "secret", "***", "a secret"),
            new Key("C", "read-committed|read-uncommitted", "read-committed", "a choice"));
  }

  @Test
  void theSameKeyMayBeAskedTwiceButOnlyAlike() {
    Env env = Env.of(Map.of());
    env.string("S", "x", "d");
    env.string("S", "x", "d");
    assertThat(env.declared()).hasSize(1);
    assertThatIllegalStateException().isThrownBy(() -> env.string("S", "y", "d"));
  }

  @Test
  void overridesWinAndDeclareAnew() {
    Env env = Env.of(Map.of("A", "1", "B", "2"));
    env.string("A", "", "d");
    Env other = env.with(Map.of("A", "3"));
    assertThat(other.declared()).isEmpty();
    assertThat(other.string("A", "", "d") + other.string("B", "", "d")).isEqualTo("32");
  }

  @Test
  void secretsDoNotPrintAndAreComparedByValue() {
    Secret secret = Secret.of("canary");
    assertThat(secret + " " + List.of(secret)).doesNotContain("canary").contains("***");
    assertThat(secret).isEqualTo(Secret.of("canary")).isNotEqualTo(Secret.of("other"));
    assertThat(secret).hasSameHashCodeAs(Secret.of("other"));
  }

  private static List<String> problems(Env env) {
    return catchThrowableOfType(ConfigException.class, env::check).problems();
  }
}
