package org.acinus.sql.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numbers the different among many things, from 0 in the order of their first appearance.
///
/// One thread at a time.
final class Numbering<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    int of(T thing) {
        return numbers.computeIfAbsent(thing, first -> numbers.size());
    }

    Map<T, Integer> all() {
        return Collections.unmodifiableMap(numbers);
    }
}
