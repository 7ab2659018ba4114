package org.acinus.mil.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The published schema says what the records say, field by field, so that neither can move alone.
class PackSchemaTest {
    private static final Path MODELS = Path.of(System.getProperty("basedir", "."), "../models");

    private static JsonNode json(String name) throws IOException {
        return new JsonMapper().readTree(MODELS.resolve(name).toFile());
    }

    @Test
    void everyFieldOfTheManifestIsInTheSchemaAndNoOther() throws IOException {
        compare("pack.json", PackManifest.class, json("pack.schema.json"));
    }

    private static void compare(String where, Class<?> record, JsonNode schema) {
        List<String> names = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            names.add(component.getName());
            if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
            compareType(
                    where + "." + component.getName(),
                    component.getGenericType(),
                    schema.path("properties").path(component.getName()));
        }
        List<String> stated = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(stated::add);
        List<String> demanded = new ArrayList<>();
        schema.path("required").forEach(name -> demanded.add(name.asText()));
        assertThat(stated).as(where).containsExactlyInAnyOrderElementsOf(names);
        assertThat(demanded).as(where + ", required").containsExactlyInAnyOrderElementsOf(required);
        assertThat(schema.path("additionalProperties").asBoolean(true))
                .as(where)
                .isFalse();
    }

    private static void compareType(String where, Type type, JsonNode schema) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            boolean list = generic.getRawType() == List.class;
            if (list) {
                assertThat(schema.path("type").asText()).as(where).isEqualTo("array");
            }
            compareType(where, last, list ? schema.path("items") : schema);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            compare(where, plain, schema);
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(word.asText()));
            assertThat(words)
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(plain.getFields())
                            .filter(Field::isEnumConstant)
                            .map(PackSchemaTest::word)
                            .toList());
        }
    }

    private static String word(Field constant) {
        JsonProperty stated = constant.getAnnotation(JsonProperty.class);
        return stated == null ? constant.getName() : stated.value();
    }

    @Test
    void demonstrationHeadHasTheFieldsThatTheSchemaDemands() throws IOException {
        JsonNode schema = json("pack.schema.json");
        JsonNode pack = json("demo-head/pack.json");
        for (JsonNode name : schema.get("required")) {
            assertThat(pack.has(name.asText())).as(name.asText()).isTrue();
        }
        pack.fieldNames()
                .forEachRemaining(name ->
                        assertThat(schema.get("properties").has(name)).as(name).isTrue());
    }
}
