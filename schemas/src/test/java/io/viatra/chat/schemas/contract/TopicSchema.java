package io.viatra.chat.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Derives a topic's JSON Schema from its records, so that the two cannot drift apart: the
/// committed file is compared with what this makes.
final class TopicSchema {
  private TopicSchema() {}

  static JsonNode of(String topic, Class<?> family) {
    var config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                new JacksonModule(
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                    JacksonOption.ALWAYS_REF_SUBTYPES))
            .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.DEFINITIONS_FOR_ALL_OBJECTS);
    config.forFields().withRequiredCheck(TopicSchema::required);
    config
        .forTypesInGeneral()
        .withStringFormatResolver(
            scope -> scope.getType().getErasedType() == UUID.class ? "uuid" : null);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, context) ->
            JsonNode.class.isAssignableFrom(type.getErasedType())
                ? new com.github.victools.jsonschema.generator.CustomDefinition(
                    context.getGeneratorConfig().createObjectNode(), true)
                : null);
    var schema = new SchemaGenerator(config.build()).generateSchema(family);
    schema.put("title", topic);
    return schema;
  }

  /// A record component is required unless it is marked `@Nullable`, as the codec enforces it.
  private static boolean required(FieldScope field) {
    var owner = field.getRawMember().getDeclaringClass();
    RecordComponent[] components = owner.getRecordComponents();
    return components != null
        && Arrays.stream(components)
            .filter(component -> component.getName().equals(field.getName()))
            .noneMatch(
                component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class));
  }
}
