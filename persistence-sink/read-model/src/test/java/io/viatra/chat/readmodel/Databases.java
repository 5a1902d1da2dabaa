package io.viatra.chat.readmodel;

import io.viatra.chat.testkit.Database;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections to the testkit's databases.
final class Databases {
  private Databases() {}

  static DataSource source(Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  static void migrate(Database database) {
    ReadModel.migrate(source(database));
  }
}
