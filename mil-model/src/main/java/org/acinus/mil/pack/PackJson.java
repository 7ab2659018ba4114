package org.acinus.mil.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads and writes `pack.json`. Thread-safe.
///
/// Reading is strict: an unknown, repeated, missing or null field is an error, because a field that one version
/// of Acinus overlooks might be the one that another version relies on. Writing gives the same bytes for the same
/// manifest everywhere, because their hash is the pack's identity.
public final class PackJson {
    /// Name of the manifest's file.
    public static final String FILE_NAME = "pack.json";

    /// A manifest longer than this is no manifest.
    static final int MOST_BYTES = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private PackJson() {}

    /// Reads a manifest.
    ///
    /// @param json the bytes of a `pack.json`, UTF-8
    /// @param where named in the error
    /// @throws InvalidPackException where it is not JSON, or not a manifest of schema 1
    public static PackManifest read(byte[] json, String where) {
        if (json.length > MOST_BYTES) {
            throw new InvalidPackException(
                    where + " is " + json.length + " bytes long; a manifest has at most " + MOST_BYTES);
        }
        try {
            return MAPPER.readValue(json, PackManifest.class);
        } catch (JsonMappingException broken) {
            throw new InvalidPackException(where + ": " + message(broken), broken);
        } catch (IOException broken) {
            throw new InvalidPackException(where + " is not valid JSON: " + firstLine(broken.getMessage()), broken);
        }
    }

    /// Writes a manifest: two blanks a step, line feeds, a final line feed.
    public static byte[] write(PackManifest manifest) {
        DefaultIndenter step = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(step);
        try {
            return (MAPPER.writer(printer).writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A manifest can always be written", impossible);
        }
    }

    private static String message(JsonMappingException broken) {
        Throwable cause = broken.getCause();
        String rule = cause instanceof IllegalArgumentException ? cause.getMessage() : broken.getOriginalMessage();
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : broken.getPath()) {
            String name = step.getFieldName();
            path.append(name == null ? "[" + step.getIndex() + "]" : (path.isEmpty() ? "" : ".") + name);
        }
        return (path.isEmpty() ? "" : path + ": ") + firstLine(rule);
    }

    private static String firstLine(@Nullable String text) {
        return (text == null ? "" : text).lines().findFirst().orElse("no reason given");
    }
}
