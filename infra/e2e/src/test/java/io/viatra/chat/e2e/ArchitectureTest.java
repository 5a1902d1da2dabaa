package io.viatra.chat.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The directions in which modules may know each other, and the one place of each heavy library.
/// The enforcer holds the class paths; these rules hold the imports, which matter where a class
/// path is shared (the runtime brings Undertow to services that must not use it).
///
/// A rule about a package that does not exist yet holds, hence `allowEmptyShould`.
class ArchitectureTest {
  private static final String OURS = "io.viatra.chat.";

  private static final List<String> MODULES =
      List.of(
          "schemas",
          "runtime",
          "testkit",
          "readmodel",
          "ingest",
          "edge",
          "streams",
          "sink",
          "push",
          "standalone",
          "e2e");

  /// Read once: some hundreds of class files, a second.
  private static final JavaClasses ALL = new ClassFileImporter().importPackages("io.viatra.chat");

  @TestFactory
  Stream<DynamicTest> aModuleImportsOnlyWhatLiesBeforeIt() {
    return Stream.of(
        mayImport("schemas"),
        mayImport("runtime"),
        mayImport("readmodel"),
        mayImport("testkit", "schemas", "runtime"),
        mayImport("ingest", "schemas", "runtime", "readmodel"),
        mayImport("edge", "schemas", "runtime"),
        mayImport("streams", "schemas", "runtime"),
        mayImport("sink", "schemas", "runtime", "readmodel"),
        mayImport("push", "schemas", "runtime"));
  }

  @TestFactory
  Stream<DynamicTest> aHeavyLibraryHasOnePlace() {
    return Stream.of(
        only("Undertow", "io.undertow..", "runtime", "ingest", "edge", "testkit", "standalone"),
        only("Streams", "org.apache.kafka.streams..", "streams"),
        only("jOOQ", "org.jooq..", "readmodel", "ingest", "sink"),
        only("HikariCP", "com.zaxxer.hikari..", "ingest", "sink"),
        only("Flyway", "org.flywaydb..", "readmodel", "testkit", "standalone", "e2e"),
        only("JDBC", "java.sql..", "readmodel", "ingest", "sink", "testkit", "standalone", "e2e"),
        only("Firebase", "com.google.firebase..", "push"),
        only("Google's HTTP client", "com.google.api..", "push"),
        only("Google's credentials", "com.google.auth..", "push"),
        only("the broker", "kafka..", "testkit"));
  }

  @Test
  void schemasHoldNoKafkaClientCode() {
    check(
        noClasses()
            .that()
            .resideInAPackage(OURS + "schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.."));
  }

  @Test
  void theProtocolLayerKnowsNeitherChatNorKafka() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(OURS + "edge.engineio..", OURS + "edge.socketio..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                OURS + "schemas..",
                OURS + "edge.session..",
                OURS + "edge.inbound..",
                OURS + "edge.delivery..",
                "org.apache.kafka.."));
  }

  @Test
  void theRuntimesPackagesHaveNoCycle() {
    check(slices().matching(OURS + "runtime.(*)..").should().beFreeOfCycles());
  }

  /// As suffixes they say nothing; the bare noun is a name like any other, and the runtime's
  /// `Service` is one.
  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .that(areWrittenByHand())
            .should()
            .haveNameMatching(".*[A-Za-z0-9](Impl|Manager|Utils?|Helper|Service)")
            .as("no class name ends in Impl, Manager, Util, Helper or Service"));
  }

  @Test
  void everyPackageIsNullMarked() {
    check(
        classes()
            .that(areWrittenByHand())
            .should(
                ArchCondition.from(
                    DescribedPredicate.describe(
                        "live in a package that is @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class)))));
  }

  private static DynamicTest mayImport(String module, String... others) {
    String[] foreign =
        MODULES.stream()
            .filter(name -> !name.equals(module) && !List.of(others).contains(name))
            .map(name -> OURS + name + "..")
            .toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(OURS + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(foreign);
    String allowed = others.length == 0 ? "none of ours" : String.join(", ", others);
    return DynamicTest.dynamicTest(module + " imports " + allowed, () -> check(rule));
  }

  private static DynamicTest only(String name, String library, String... modules) {
    String[] places = Stream.of(modules).map(m -> OURS + m + "..").toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(places)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library);
    String where = Stream.of(modules).collect(joining(", "));
    return DynamicTest.dynamicTest(name + " only in " + where, () -> check(rule));
  }

  private static DescribedPredicate<JavaClass> areWrittenByHand() {
    return JavaClass.Predicates.resideOutsideOfPackage(OURS + "readmodel.tables..");
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ALL);
  }
}
