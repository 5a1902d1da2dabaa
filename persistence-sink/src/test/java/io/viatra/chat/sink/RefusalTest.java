package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  @ParameterizedTest
  @ValueSource(strings = {"22021", "22P02", "22P05", "23505", "23514", "54000"})
  void aRowsOwnFaultIsARefusal(String state) {
    assertThat(Refusal.isOne(new SQLException("no", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "40P01", "53300", "57P01", "57014", "42P01", "25P02"})
  void anOutageADeadlockOrAMissingTableIsNone(String state) {
    assertThat(Refusal.isOne(new SQLException("no", state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = "unknown")
  void whatHasNoStateIsNone(String reason) {
    assertThat(Refusal.isOne(new SQLException(reason))).isFalse();
  }
}
