package io.viatra.chat.readmodel;

import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.nio.file.Path;

/// Run after a migration was added or changed: migrates an empty database and generates the tables
/// into the sources. The argument is the module's directory.
public final class GenerateTables {
  private GenerateTables() {}

  public static void main(String[] args) throws Exception {
    Path module = Path.of(args.length == 0 ? "." : args[0]);
    Database database = TestInfrastructure.postgres().freshDatabase();
    Databases.migrate(database);
    TableGenerator.generate(database, module.resolve("src/main/java"));
  }
}
