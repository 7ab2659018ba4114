package org.acinus.export.qupath;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// `project.qpproj`: a QuPath project of all slides, in the form that QuPath 0.4 and later reads.
///
/// It names the slides where they are and copies none. Their objects are loaded by [QuPathScript], which lies among the
/// project's scripts: QuPath keeps objects in a format of its own that only QuPath writes.
///
/// @param folder that holds the project
/// @param written goes into the file
public record QuPathProject(Path folder, List<QuPathEntry> entries, Instant written) {
    /// The file's name.
    public static final String FILE_NAME = "project.qpproj";

    /// Where QuPath looks for a project's scripts.
    public static final String SCRIPTS = "scripts";

    private static final JsonFactory JSON = new JsonFactory();
    private static final String VERSION = "0.4.0";
    private static final String OPENSLIDE = "qupath.lib.images.servers.openslide.OpenslideServerBuilder";
    private static final String BIO_FORMATS = "qupath.lib.images.servers.bioformats.BioFormatsServerBuilder";

    public QuPathProject {
        entries = List.copyOf(entries);
    }

    /// Writes the file.
    ///
    /// @param out neither closed nor flushed here
    public void write(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("version", VERSION);
            json.writeNumberField("createTimestamp", written.toEpochMilli());
            json.writeNumberField("modifyTimestamp", written.toEpochMilli());
            json.writeStringField(
                    "uri", folder.toAbsolutePath().resolve(FILE_NAME).toUri().toString());
            json.writeNumberField("lastID", entries.size());
            json.writeArrayFieldStart("images");
            for (int i = 0; i < entries.size(); i++) {
                write(json, entries.get(i), i + 1);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, QuPathEntry entry, int id) throws IOException {
        String uri = entry.slide().toUri().toString();
        json.writeStartObject();
        json.writeObjectFieldStart("serverBuilder");
        json.writeStringField("builderType", "uri");
        json.writeStringField("providerClassName", provider(entry));
        json.writeStringField("uri", uri);
        json.writeArrayFieldStart("args");
        json.writeEndArray();
        json.writeEndObject();
        json.writeNumberField("entryID", id);
        json.writeStringField(
                "randomizedName",
                UUID.nameUUIDFromBytes(uri.getBytes(StandardCharsets.UTF_8)).toString());
        json.writeStringField("imageName", entry.name());
        json.writeStringField("description", entry.notice());
        json.writeObjectFieldStart("metadata");
        json.writeEndObject();
        json.writeEndObject();
    }

    /// QuPath has no reader of ours: what the direct one reads, OpenSlide reads too, but for the levels of OME-TIFF.
    private static String provider(QuPathEntry entry) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        boolean ome = name.endsWith(".ome.tif") || name.endsWith(".ome.tiff");
        return ome || entry.reader().startsWith("bioformats") ? BIO_FORMATS : OPENSLIDE;
    }
}
