package org.acinus.mil.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.acinus.draft.Drafts;

/// Which slide file became which bags: `slides.csv` beside the bags, header `slide,sha256`.
///
/// Bags themselves hold no name, only the slide's hash, since a file's name may tell who the patient is. The
/// index is for the owner's own folder, so that labels can name slides as people do; it is not part of any
/// export.
public final class BagIndex {
    /// The file's name.
    public static final String FILE_NAME = "slides.csv";

    private static final String SLIDE = "slide";
    private static final String SHA256 = "sha256";
    private static final CsvSchema SCHEMA =
            CsvSchema.builder().addColumn(SLIDE).addColumn(SHA256).build().withHeader();
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private BagIndex() {}

    /// Reads a folder's index.
    ///
    /// @param folder of the bags
    /// @return the slides' hashes by file name; empty where there is no index
    /// @throws InvalidBagException where the index makes no sense
    public static SequencedMap<String, String> read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        SequencedMap<String, String> slides = new TreeMap<>();
        if (!Files.exists(file)) {
            return slides;
        }
        try (MappingIterator<Map<String, String>> rows = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(Files.newBufferedReader(file))) {
            while (rows.hasNextValue()) {
                Map<String, String> row = rows.nextValue();
                String slide = row.getOrDefault(SLIDE, "");
                String sha256 = row.getOrDefault(SHA256, "");
                if (slide.isEmpty() || !sha256.matches("[0-9a-f]{64}")) {
                    throw new InvalidBagException(file + ": '" + slide + "' with sha256 '" + sha256
                            + "': each line is a slide's name and the 64 digits of its hash");
                }
                slides.put(slide, sha256);
            }
            return Collections.unmodifiableSequencedMap(slides);
        } catch (JsonProcessingException malformed) {
            throw new InvalidBagException(file + ": " + malformed.getOriginalMessage(), malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    /// Adds slides to a folder's index, or replaces what it says of them. One process at a time.
    ///
    /// @param folder of the bags
    /// @param added the slides' hashes by file name
    public static void add(Path folder, Map<String, String> added) {
        SequencedMap<String, String> slides = new TreeMap<>(read(folder));
        slides.putAll(added);
        StringBuilder text = new StringBuilder(SLIDE + "," + SHA256 + "\n");
        try {
            for (Map.Entry<String, String> slide : slides.entrySet()) {
                text.append(CSV.writer(SCHEMA.withoutHeader())
                        .writeValueAsString(Map.of(SLIDE, slide.getKey(), SHA256, slide.getValue())));
            }
            Path draft = Drafts.in(folder);
            try {
                Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
                Files.move(draft, folder.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + folder.resolve(FILE_NAME), unwritable);
        }
    }
}
