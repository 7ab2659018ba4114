package org.acinus.wsi.synthetic.artefact;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.write.PixelSource;

/// A picture with artefacts painted onto it, which it tells the places of. Thread-safe.
public final class PaintedPicture implements PixelSource {
    private final PixelSource picture;
    private final List<PaintedArtefact> artefacts;

    /// Paints artefacts onto a picture; where two overlap the later one stays.
    public PaintedPicture(PixelSource picture, List<PaintedArtefact> artefacts) {
        this.picture = picture;
        this.artefacts = List.copyOf(artefacts);
    }

    @Override
    public long width() {
        return picture.width();
    }

    @Override
    public long height() {
        return picture.height();
    }

    /// The artefacts, in the order of painting.
    public List<PaintedArtefact> artefacts() {
        return artefacts;
    }

    @Override
    public void read(long x, long y, RgbBuffer into) {
        List<PaintedArtefact> here = artefacts.stream()
                .filter(artefact -> artefact.outline().isNear(x, y, into.width(), into.height()))
                .toList();
        if (here.isEmpty()) {
            picture.read(x, y, into);
            return;
        }
        Canvas canvas = Canvas.of(picture, x, y, into.width(), into.height(), 0);
        for (PaintedArtefact artefact : here) {
            artefact.brush().paint(picture, canvas, artefact.outline());
        }
        MemorySegment.copy(MemorySegment.ofArray(canvas.rgb()), 0, into.pixels(), 0, canvas.rgb().length);
    }

    /// The truth: the artefact at a level-0 pixel.
    public Optional<PaintedArtefact> at(double x, double y) {
        return artefacts.reversed().stream()
                .filter(artefact -> artefact.outline().depth(x, y) > 0)
                .findFirst();
    }
}
