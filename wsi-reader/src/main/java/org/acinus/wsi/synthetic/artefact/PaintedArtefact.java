package org.acinus.wsi.synthetic.artefact;

/// One artefact at its place. Immutable.
public final class PaintedArtefact {
    private final ArtefactRequest what;
    private final Outline outline;
    private final Brush brush;

    PaintedArtefact(ArtefactRequest what, Outline outline, Brush brush) {
        this.what = what;
        this.outline = outline;
        this.brush = brush;
    }

    /// What it is.
    public ArtefactRequest what() {
        return what;
    }

    Outline outline() {
        return outline;
    }

    Brush brush() {
        return brush;
    }
}
