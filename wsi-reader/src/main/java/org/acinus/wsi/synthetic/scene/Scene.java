package org.acinus.wsi.synthetic.scene;

import java.util.List;

/// Everything that defines a synthetic slide's picture.
///
/// @param seed of all that is not stated otherwise
/// @param width level-0 px
/// @param height level-0 px
/// @param islands pieces of tissue on the glass
/// @param tumours in them
/// @param mimics crowds of small benign glands in them, which only look like a tumour
public record Scene(
        long seed,
        long width,
        long height,
        List<Blob> islands,
        List<Tumour> tumours,
        List<Blob> mimics,
        TissueTraits traits,
        SlideLook look) {
    public Scene {
        islands = List.copyOf(islands);
        tumours = List.copyOf(tumours);
        mimics = List.copyOf(mimics);
    }
}
