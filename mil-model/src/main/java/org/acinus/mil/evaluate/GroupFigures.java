package org.acinus.mil.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// How good predictions are on the cases of one site or subgroup.
///
/// @param name of the group
/// @param n its number of cases
/// @param alone figures on the group alone; nothing where it has too few cases for a number to mean anything
/// @param without figures on all other cases of the table; nothing where these are too few
public record GroupFigures(String name, int n, Optional<Figures> alone, Optional<Figures> without) {

    /// Computes a table.
    ///
    /// @param cases those without a group are in no row, but count in `without`
    /// @param group of a case
    /// @param options classes, bootstrap and the least number of cases for a number
    /// @return one row a group, by name
    public static List<GroupFigures> table(
            List<EvaluatedCase> cases, Function<EvaluatedCase, Optional<String>> group, EvaluationOptions options) {
        Map<String, List<EvaluatedCase>> groups = new TreeMap<>();
        for (EvaluatedCase one : cases) {
            group.apply(one)
                    .ifPresent(name -> groups.computeIfAbsent(name, absent -> new ArrayList<>())
                            .add(one));
        }
        List<GroupFigures> rows = new ArrayList<>();
        groups.forEach((name, members) -> {
            List<EvaluatedCase> others = cases.stream()
                    .filter(one -> !group.apply(one).equals(Optional.of(name)))
                    .toList();
            rows.add(new GroupFigures(name, members.size(), figures(members, options), figures(others, options)));
        });
        return List.copyOf(rows);
    }

    /// Whether the figures on all other cases say anything that no row says already: with two groups that hold all
    /// cases, the others of one are the other.
    ///
    /// @param groups of one table
    /// @param cases how many the table was made of
    public static boolean othersTellMore(List<GroupFigures> groups, int cases) {
        return groups.size() > 2 || groups.stream().mapToInt(GroupFigures::n).sum() < cases;
    }

    private static Optional<Figures> figures(List<EvaluatedCase> cases, EvaluationOptions options) {
        return cases.size() < options.smallestGroup()
                ? Optional.empty()
                : Optional.of(Figures.of(cases, options.classes(), options.bootstrap()));
    }
}
