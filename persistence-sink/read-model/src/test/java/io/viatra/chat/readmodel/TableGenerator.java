package io.viatra.chat.readmodel;

import java.nio.file.Path;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/// jOOQ's generator, set up: the tables of a migrated database as Java, without records (readers
/// map into records of their own) and without schema names (a rebuild fills another schema).
final class TableGenerator {
  static final String PACKAGE = "io.viatra.chat.readmodel.tables";

  private TableGenerator() {}

  /// Writes the package below `sources`, and removes what no longer belongs there.
  static void generate(io.viatra.chat.testkit.Database migrated, Path sources) throws Exception {
    GenerationTool.generate(
        new Configuration()
            .withJdbc(
                new Jdbc()
                    .withDriver("org.postgresql.Driver")
                    .withUrl(migrated.jdbcUrl())
                    .withUser(migrated.user())
                    .withPassword(migrated.password()))
            .withGenerator(
                new Generator()
                    .withStrategy(new Strategy().withName(FlatNames.class.getName()))
                    .withDatabase(database())
                    .withGenerate(shape())
                    .withTarget(
                        new Target()
                            .withPackageName(PACKAGE)
                            .withDirectory(sources.toString())
                            .withEncoding("UTF-8"))));
  }

  private static Database database() {
    return new Database()
        .withName("org.jooq.meta.postgres.PostgresDatabase")
        .withInputSchema("public")
        .withOutputSchemaToDefault(true)
        .withIncludes(".*")
        .withExcludes("flyway_schema_history|messages_[0-9]+")
        .withIncludeRoutines(false)
        .withIncludeSequences(false)
        .withForcedTypes(
            new ForcedType()
                .withName("INSTANT")
                .withIncludeTypes("(?i:timestamp with time zone|timestamptz)"));
  }

  private static Generate shape() {
    return new Generate()
        .withRecords(false)
        .withRelations(false)
        .withKeys(false)
        .withIndexes(false)
        .withImplicitJoinPathsToOne(false)
        .withGlobalCatalogReferences(false)
        .withGlobalSchemaReferences(false)
        .withGlobalKeyReferences(false)
        .withGlobalIndexReferences(false)
        .withCommentsOnCatalogs(false)
        .withCommentsOnSchemas(false)
        .withGeneratedAnnotation(false);
  }
}
