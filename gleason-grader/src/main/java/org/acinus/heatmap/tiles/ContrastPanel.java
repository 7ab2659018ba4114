package org.acinus.heatmap.tiles;

import java.util.Optional;

/// A tile, the nearest one of a slide without cancer, and the nearest one of a slide with it.
///
/// @param title which tile it is
/// @param tile of the slide at hand
/// @param benign empty where no slide without cancer may be compared
/// @param cancer empty where no slide with cancer may be compared
public record ContrastPanel(
        String title, ContrastTile tile, Optional<ContrastTile> benign, Optional<ContrastTile> cancer) {}
