package org.acinus.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Something that Acinus works without and a person may want: fetched on request, into the cache.
public enum OptionalPart {
    /// Bio-Formats' jar.
    BIOFORMATS("bioformats", """
            Bio-Formats 7.3.1 reads slides that OpenSlide does not: Olympus VSI, QPTIFF, OME-TIFF.
            Its licence is the GPL, version 2 (bioformats/7.3.1/COPYING in the cache), not that of Acinus
            (Apache-2.0), which neither contains nor needs it.
            Known weaknesses of this version, and what keeps slides from reaching them:
              CVE-2026-22187  reads memo files beside an image, which can run code: Acinus never uses the
                              class that does (Memoizer) and opens no .bfmemo
              CVE-2026-22186  XML of Leica's XLEF can make it read other files: that reader is not among those
                              Acinus lets it use, files with a DOCTYPE are refused before it sees them, and its
                              XML parser is told to deny any
            Version 8.5.0 closes both; to use an own jar set ACINUS_BIOFORMATS to its path.""");

    private final String word;
    private final String notice;

    OptionalPart(String word, String notice) {
        this.word = word;
        this.notice = notice;
    }

    /// As it is typed.
    @Override
    public String toString() {
        return word;
    }

    /// What a person should know before it is there: licence, dangers.
    public String notice() {
        return notice;
    }

    /// Fetches it by the launcher's own script, whose progress goes to standard error.
    ///
    /// @param installation where the launcher is
    /// @return the script's exit code
    /// @throws IllegalStateException where the launcher did not start this JVM
    public int install(Installation installation) throws IOException, InterruptedException {
        if (installation.home().isEmpty() || installation.cache().isEmpty()) {
            throw new IllegalStateException("only ./acinus knows where to put it: start Acinus by ./acinus");
        }
        Path script = installation.home().get().resolve("launcher").resolve("install.sh");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), word);
        builder.environment()
                .putAll(Map.of("ACINUS_CACHE", installation.cache().get().toString()));
        // Nothing but the JSON or the report belongs on standard output.
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start().waitFor();
    }
}
