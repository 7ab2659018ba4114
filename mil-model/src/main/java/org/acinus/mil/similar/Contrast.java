package org.acinus.mil.similar;

import java.util.List;

/// The nearest tiles to one tile, nearest first, each from another patient than the one before.
///
/// @param benign of slides without cancer
/// @param cancer of slides with cancer; such a tile need not be of the cancer itself, since labels are the slides'
public record Contrast(List<Neighbour> benign, List<Neighbour> cancer) {
    public Contrast {
        benign = List.copyOf(benign);
        cancer = List.copyOf(cancer);
    }
}
