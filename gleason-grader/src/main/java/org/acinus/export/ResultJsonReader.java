package org.acinus.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.mil.PackId;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileSource;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;

/// Reads from a `result.json` what the database does not keep: the slide's bounds and spacing and the pack's
/// terms.
///
/// Immutable and thread-safe.
public final class ResultJsonReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// Joins a stored result with the file beside it.
    ///
    /// @param file a `result.json`
    /// @param result of the same slide and pack, from the database
    /// @throws IOException where the file is missing, broken, or of another slide or pack; the message says so
    public SlideReport read(Path file, SlideResult result) throws IOException {
        return read(file, result, TileSource.of(result.tiles()));
    }

    /// Joins a stored result whose tiles are had one by one with the file beside it.
    ///
    /// @param file a `result.json`
    /// @param result of the same slide and pack, from the database
    /// @param tiles of that result
    /// @throws IOException where the file is missing, broken, or of another slide or pack; the message says so
    public SlideReport read(Path file, SlideResult result, TileSource tiles) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException broken) {
            throw new IOException(file + " is no JSON; run the slide again with --redraw", broken);
        }
        PackNotice notice = notice(file, json);
        if (!text(file, json, "/sha256").equals(result.sha256())
                || !notice.pack().equals(result.pack())) {
            throw new IOException(file + " is of another run than the database's; run the slide again with --redraw");
        }
        return new SlideReport(slide(file, json), result, notice, tiles);
    }

    private static SlideDescription slide(Path file, JsonNode json) throws IOException {
        PixelSpacing spacing;
        try {
            spacing = new PixelSpacing(
                    number(file, json, "/spacing/x").doubleValue(),
                    number(file, json, "/spacing/y").doubleValue(),
                    SpacingSource.valueOf(text(file, json, "/spacing/source")));
        } catch (IllegalArgumentException impossible) {
            throw new IOException(file + " has a spacing that cannot be: " + impossible.getMessage(), impossible);
        }
        Bounds bounds = new Bounds(
                number(file, json, "/bounds/x").longValue(),
                number(file, json, "/bounds/y").longValue(),
                number(file, json, "/bounds/width").longValue(),
                number(file, json, "/bounds/height").longValue());
        return new SlideDescription(text(file, json, "/file"), text(file, json, "/reader"), bounds, spacing);
    }

    private static PackNotice notice(Path file, JsonNode json) throws IOException {
        PackId pack = new PackId(
                text(file, json, "/pack/name"), text(file, json, "/pack/version"), text(file, json, "/pack/sha256"));
        JsonNode demo = json.at("/pack/demo");
        if (!demo.isBoolean()) {
            throw lacking(file, "/pack/demo");
        }
        return new PackNotice(
                pack, text(file, json, "/pack/licence"), demo.asBoolean(), text(file, json, "/pack/card"));
    }

    private static String text(Path file, JsonNode json, String pointer) throws IOException {
        JsonNode value = json.at(pointer);
        if (!value.isTextual()) {
            throw lacking(file, pointer);
        }
        return value.asText();
    }

    private static JsonNode number(Path file, JsonNode json, String pointer) throws IOException {
        JsonNode value = json.at(pointer);
        if (!value.isNumber()) {
            throw lacking(file, pointer);
        }
        return value;
    }

    private static IOException lacking(Path file, String pointer) {
        return new IOException(file + " lacks " + pointer + "; run the slide again with --redraw");
    }
}
