package io.viatra.chat.schemas.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Instant;

/// The one mapper setting of all topics: unknown fields are ignored (additive change is legal),
/// absent fields that are not `@Nullable` are refused, scalars are never coerced.
final class WireMapper {
  /// Metadata is bounded to depth 16 at the edges; records wrap it a few levels deeper.
  private static final int DEPTH_MAX = 32;

  private WireMapper() {}

  static ObjectMapper create() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    var mapper =
        JsonMapper.builder(factory)
            .addModule(
                new SimpleModule()
                    .addSerializer(Instant.class, new InstantMillis.Writer())
                    .addDeserializer(Instant.class, new InstantMillis.Reader()))
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    var standard = mapper.getDeserializationConfig().getAnnotationIntrospector();
    mapper.setAnnotationIntrospector(
        AnnotationIntrospectorPair.pair(new NullMarkedRecords(), standard));
    return mapper;
  }
}
