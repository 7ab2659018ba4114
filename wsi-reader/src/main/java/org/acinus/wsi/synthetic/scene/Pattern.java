package org.acinus.wsi.synthetic.scene;

/// A way in which prostate cancer grows, drawn as a caricature of the Gleason pattern of the same number.
public enum Pattern {
    /// Small separate round glands.
    G3("Gleason 3"),
    /// Fused, cribriform masses with punched-out holes.
    G4("Gleason 4"),
    /// Sheets and single cells without glands.
    G5("Gleason 5");

    private final String label;

    Pattern(String label) {
        this.label = label;
    }

    /// Name for an annotation, for example "Gleason 4".
    public String label() {
        return label;
    }
}
