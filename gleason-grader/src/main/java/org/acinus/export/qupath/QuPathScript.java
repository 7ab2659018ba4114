package org.acinus.export.qupath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The Groovy script that loads a slide's objects into QuPath's open image, in the frame that the image is shown in,
/// and colours the tiles as the heatmap does.
///
/// @param folder where the exported files are
public record QuPathScript(Path folder) {
    /// The file's name, which QuPath shows in its menu.
    public static final String FILE_NAME = "Load Acinus results.groovy";

    /// The script's text.
    public String text() throws IOException {
        try (InputStream in = QuPathScript.class.getResourceAsStream("load-results.groovy")) {
            if (in == null) {
                throw new IllegalStateException("The script is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@INDEX@", QuPathIndex.FILE_NAME)
                    .replace(
                            "@FOLDER@",
                            quoted(folder.toAbsolutePath().normalize().toString()));
        }
    }

    /// As Groovy wants it between single quotes.
    private static String quoted(String text) {
        return text.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
