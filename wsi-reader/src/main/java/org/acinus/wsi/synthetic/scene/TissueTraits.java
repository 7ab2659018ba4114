package org.acinus.wsi.synthetic.scene;

/// How one prostate differs from another without being ill.
///
/// @param glandPixels width of the cells of the net in which benign glands lie, px
/// @param glandShare share of those cells that hold a gland, 0 to 1
/// @param epitheliumPixels height of benign epithelium, px
/// @param nuclearSpacing factor on the distance of nuclei, about 1
/// @param nuclearSize factor on their radius, about 1
/// @param inflammation 0 for none; at 1 about a third of the stroma is full of lymphocytes
/// @param looseness share of pale, loose stroma, 0 to 1
/// @param reactivity 0 to 1: how much benign nuclei swell, pale and show nucleoli, as malignant ones do
/// @param foam 0 to 1: how bubbly benign cytoplasm is
/// @param atrophy share of benign glands that are small, round and dark: they mimic cancer from afar
public record TissueTraits(
        double glandPixels,
        double glandShare,
        double epitheliumPixels,
        double nuclearSpacing,
        double nuclearSize,
        double inflammation,
        double looseness,
        double reactivity,
        double foam,
        double atrophy) {
    /// Nothing out of the ordinary.
    public static final TissueTraits PLAIN = new TissueTraits(340, 0.75, 36, 1, 1, 0.12, 0.3, 0.1, 0.5, 0.1);
}
