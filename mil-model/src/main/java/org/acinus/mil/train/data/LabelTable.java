package org.acinus.mil.train.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The labels of slides: a CSV file with header `slide,label[,patient,site,…]`, columns in any order.
///
/// `slide` is a slide's file name, with or without its ending, or its sha256. `label` is a whole number. Slides
/// without `patient` are patients of their own. Other columns are ignored.
public final class LabelTable {
    private LabelTable() {}

    /// One line.
    ///
    /// @param slide as written
    /// @param label as written
    /// @param patient the slide itself where the file does not say
    public record Row(String slide, int label, String patient) {}

    /// Reads the file.
    ///
    /// @return the lines by slide, in the file's order
    /// @throws BagDataException naming the slide whose line makes no sense
    public static SequencedMap<String, Row> read(Path file) {
        CsvMapper csv = CsvMapper.builder()
                .enable(CsvParser.Feature.TRIM_SPACES)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build();
        SequencedMap<String, Row> rows = new LinkedHashMap<>();
        try (MappingIterator<Map<String, String>> lines = csv.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(Files.newBufferedReader(file))) {
            while (lines.hasNextValue()) {
                Row row = row(lines.nextValue(), file);
                if (rows.putIfAbsent(row.slide(), row) != null) {
                    throw new BagDataException(file + ": slide " + row.slide() + " is there twice");
                }
            }
        } catch (JsonProcessingException malformed) {
            throw new BagDataException(file + ": " + malformed.getOriginalMessage(), malformed);
        } catch (IOException unreadable) {
            throw new BagDataException(
                    "Cannot read the labels in " + file + ": " + unreadable.getMessage(), unreadable);
        }
        if (rows.isEmpty()) {
            throw new BagDataException(file + " holds no slide");
        }
        return Collections.unmodifiableSequencedMap(rows);
    }

    private static Row row(Map<String, String> line, Path file) {
        String slide = line.getOrDefault("slide", "");
        String label = line.getOrDefault("label", "");
        if (slide.isEmpty() || label.isEmpty()) {
            throw new BagDataException(file + ": slide '" + slide + "' with label '" + label
                    + "': each line needs both; the header is slide,label[,patient,site,…]");
        }
        String patient = line.getOrDefault("patient", "");
        try {
            return new Row(slide, Integer.parseInt(label), patient.isEmpty() ? slide : patient);
        } catch (NumberFormatException malformed) {
            throw new BagDataException(
                    file + ": slide " + slide + ": the label '" + label + "' is not a whole number", malformed);
        }
    }
}
