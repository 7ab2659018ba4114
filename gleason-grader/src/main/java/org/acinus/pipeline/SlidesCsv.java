package org.acinus.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The file of `--slides-csv`: what a person states of single slides.
///
/// Header `file,spacing,exclude,rotation,site,case_id,part`, all but `file` optional, in any order. `file` is the path
/// relative to the root that was given, or the file's name alone. Immutable, thread-safe.
public final class SlidesCsv {
    /// Columns of the contract; of `rotation` only 0 is taken, since slides are shown as they were scanned; `part` is
    /// for pages of cases, which may be told by the same file.
    private static final List<String> COLUMNS =
            List.of("file", "spacing", "exclude", "rotation", "site", "case_id", "part");

    private final Map<String, SlideOverride> overrides;

    private SlidesCsv(Map<String, SlideOverride> overrides) {
        this.overrides = Map.copyOf(overrides);
    }

    /// Nothing stated of any slide.
    public static SlidesCsv none() {
        return new SlidesCsv(Map.of());
    }

    /// Reads the file.
    ///
    /// @throws IOException where it cannot be read
    /// @throws IllegalArgumentException where it makes no sense, naming the line
    public static SlidesCsv read(Path file) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvParser.Feature.TRIM_SPACES)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build();
        Map<String, SlideOverride> overrides = new HashMap<>();
        try (MappingIterator<Map<String, String>> rows = mapper.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(Files.newBufferedReader(file))) {
            while (rows.hasNextValue()) {
                Map<String, String> row = rows.nextValue();
                add(overrides, row, file + ", line " + rows.getCurrentLocation().getLineNr());
            }
            // Of a table without a line no column was looked at yet.
            if (overrides.isEmpty()
                    && !((CsvSchema) rows.getParserSchema()).getColumnNames().contains("file")) {
                throw new IllegalArgumentException(file + " has no column file; the first line names " + COLUMNS);
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(file + ": " + broken.getOriginalMessage(), broken);
        }
        return new SlidesCsv(overrides);
    }

    private static void add(Map<String, SlideOverride> overrides, Map<String, String> row, String where) {
        for (String column : row.keySet()) {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException(where + ": no such column: " + column + "; there are " + COLUMNS);
            }
        }
        String name = Optional.ofNullable(row.get("file")).orElse("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException(where + ": the column file is empty");
        }
        Optional<Double> spacing = stated(row, "spacing").map(text -> spacing(text, where));
        boolean exclude = truth(Optional.ofNullable(row.get("exclude")).orElse(""), where);
        stated(row, "rotation").ifPresent(text -> requireUpright(text, where));
        Provenance provenance = new Provenance(stated(row, "site"), stated(row, "case_id"));
        if (overrides.put(name, new SlideOverride(spacing, exclude, provenance)) != null) {
            throw new IllegalArgumentException(where + ": " + name + " stands here twice");
        }
    }

    private static Optional<String> stated(Map<String, String> row, String column) {
        return Optional.ofNullable(row.get(column)).filter(text -> !text.isEmpty());
    }

    private static double spacing(String text, String where) {
        try {
            double microns = Double.parseDouble(text);
            if (microns > 0 && Double.isFinite(microns)) {
                return microns;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(where + ": spacing is no number: " + text, notANumber);
        }
        throw new IllegalArgumentException(where + ": spacing must be positive, in µm per pixel, not " + text);
    }

    /// Better refused than taken and forgotten.
    private static void requireUpright(String rotation, String where) {
        if (!rotation.matches("[+-]?0+(\\.0*)?")) {
            throw new IllegalArgumentException(where + ": rotation must be 0 or empty, not " + rotation
                    + ": slides are tiled and shown as they were scanned");
        }
    }

    private static boolean truth(String text, String where) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "0", "false", "no" -> false;
            case "1", "true", "yes" -> true;
            default -> throw new IllegalArgumentException(where + ": exclude is yes or no, not " + text);
        };
    }

    /// Everything that is stated of some slide, and what holds where nothing is.
    public Set<SlideOverride> all() {
        Set<SlideOverride> all = new HashSet<>(overrides.values());
        all.add(SlideOverride.NONE);
        return all;
    }

    /// What is stated of a slide: by its relative path first, then by its name.
    public SlideOverride of(Path relative) {
        SlideOverride byPath = overrides.get(relative.toString());
        return byPath != null
                ? byPath
                : overrides.getOrDefault(String.valueOf(relative.getFileName()), SlideOverride.NONE);
    }
}
