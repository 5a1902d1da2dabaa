package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultsTest {
  /// Each in a fresh loader, since classes begin once.
  @ParameterizedTest
  @ValueSource(strings = {"OutLimits", "InLimits", "EngineIoSettings"})
  void defaultsAreWholeWhicheverClassBeginsFirst(String first) throws Exception {
    var sources =
        List.of(OutLimits.class, DefaultsTest.class).stream()
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    try (var fresh = new URLClassLoader(sources, ClassLoader.getPlatformClassLoader())) {
      var name = OutLimits.class.getPackageName() + ".";
      var _ = Class.forName(name + first, true, fresh);
      var settings = Class.forName(name + "EngineIoSettings", true, fresh);
      var defaults = settings.getField("DEFAULTS").get(null);
      for (var part : List.of("in", "out")) {
        assertThat(settings.getMethod(part).invoke(defaults)).as(part).isNotNull();
      }
    }
  }
}
