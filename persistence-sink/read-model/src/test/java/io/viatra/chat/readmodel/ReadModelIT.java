package io.viatra.chat.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class ReadModelIT {
  @Test
  void anEmptyDatabaseIsNotCurrentAndBecomesItByMigration() throws Exception {
    Database database = TestInfrastructure.postgres().freshDatabase();
    try (Connection connection = Databases.source(database).getConnection()) {
      assertThat(ReadModel.version(connection)).isZero();
      assertThat(ReadModel.isCurrent(connection)).isFalse();

      ReadModel.migrate(Databases.source(database));

      assertThat(ReadModel.version(connection)).isEqualTo(ReadModel.VERSION);
      assertThat(ReadModel.isCurrent(connection)).isTrue();
    }
  }

  @Test
  void migratingTwiceChangesNothing() throws Exception {
    Database database = TestInfrastructure.postgres().freshDatabase();
    ReadModel.migrate(Databases.source(database));
    ReadModel.migrate(Databases.source(database));
    try (Connection connection = Databases.source(database).getConnection()) {
      assertThat(ReadModel.version(connection)).isEqualTo(ReadModel.VERSION);
    }
  }
}
