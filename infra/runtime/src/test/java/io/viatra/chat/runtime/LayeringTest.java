package io.viatra.chat.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayeringTest {
  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.viatra.chat.runtime");

  @Test
  void theRuntimeKnowsNothingOfChat() {
    var ours = resideInAPackage("io.viatra.chat..");
    var runtime = resideInAPackage("io.viatra.chat.runtime..");
    noClasses()
        .should()
        .dependOnClassesThat(ours.and(DescribedPredicate.not(runtime)))
        .check(RUNTIME);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.viatra.chat.runtime.(*)..").should().beFreeOfCycles().check(RUNTIME);
  }

  @ParameterizedTest
  @CsvSource({
    "redis.clients.., redis limits lease token",
    "org.apache.kafka.., kafka",
    "io.undertow.., http health",
    "com.auth0.., token",
    "com.fasterxml.uuid.., ids"
  })
  void eachLibraryHasItsPackages(String library, String packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Arrays.stream(packages.split(" "))
                .map(name -> "io.viatra.chat.runtime." + name)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(RUNTIME);
  }
}
