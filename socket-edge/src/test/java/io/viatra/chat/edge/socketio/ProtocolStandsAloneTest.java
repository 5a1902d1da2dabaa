package io.viatra.chat.edge.socketio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The protocol layers could be a library of their own: they know neither chat nor Kafka.
class ProtocolStandsAloneTest {
  private static final String ENGINE = "io.viatra.chat.edge.engineio..";
  private static final String SOCKET = "io.viatra.chat.edge.socketio..";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.viatra.chat.edge.engineio", "io.viatra.chat.edge.socketio");

  @Test
  void engineIoKnowsUndertowAndTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(ENGINE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ENGINE, "java..", "org.jspecify..", "io.undertow..", "org.xnio..")
        .check(classes);
  }

  @Test
  void socketIoAddsJacksonAndNothingElse() {
    classes()
        .that()
        .resideInAPackage(SOCKET)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            SOCKET,
            ENGINE,
            "java..",
            "org.jspecify..",
            "io.undertow.server..",
            "com.fasterxml.jackson..")
        .check(classes);
  }

  /// The page on the protocol names the same types: what an application sees of the layers.
  @Test
  void whatAnApplicationSeesIsSmall() {
    Set<String> visible =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && isPublic(type))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());
    assertThat(visible)
        .containsExactlyInAnyOrder(
            "Ack",
            "ConnectDecision",
            "Connector",
            "EncodedEvent",
            "Event",
            "Handshake",
            "Socket",
            "SocketHandler",
            "SocketIoServer",
            "SocketIoSettings",
            "SocketOpening",
            "CloseReason",
            "EncodedMessage",
            "EngineIoAcceptor",
            "EngineIoListener",
            "EngineIoRequest",
            "EngineIoServer",
            "EngineIoSettings",
            "EngineIoSocket",
            "InLimits",
            "OutLimits",
            "ProtocolMetrics");
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
