package org.acinus.mil.train.packing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;

/// Rows as CSV, quoted where they have to be.
final class CsvText {
    private CsvText() {}

    static String of(List<List<String>> rows) {
        try {
            return CsvMapper.builder()
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .build()
                    .writerFor(List.class)
                    .with(CsvSchema.emptySchema())
                    .writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Lists of text always have a CSV form", impossible);
        }
    }
}
