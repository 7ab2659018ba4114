package org.acinus.mil.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Values by scikit-learn, scipy and statsmodels: `evaluate/golden.json`, made by the script beside it.
public final class GoldenValues {
    private GoldenValues() {}

    /// One part of the file.
    public static JsonNode part(String name) {
        try (InputStream in = Objects.requireNonNull(GoldenValues.class.getResourceAsStream("/evaluate/golden.json"))) {
            return JsonMapper.builder().build().readTree(in).get(name);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// An array of numbers.
    public static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.doubleValue()));
        return List.copyOf(numbers);
    }

    /// An array of arrays of numbers.
    public static List<List<Double>> rows(JsonNode array) {
        List<List<Double>> rows = new ArrayList<>();
        array.forEach(row -> rows.add(numbers(row)));
        return List.copyOf(rows);
    }
}
