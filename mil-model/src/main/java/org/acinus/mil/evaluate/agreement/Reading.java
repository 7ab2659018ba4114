package org.acinus.mil.evaluate.agreement;

import java.util.Map;

/// What one reader called the cases.
///
/// @param reader name
/// @param called class by case; cases not read are absent
public record Reading(String reader, Map<String, Integer> called) {
    public Reading {
        called = Map.copyOf(called);
    }
}
