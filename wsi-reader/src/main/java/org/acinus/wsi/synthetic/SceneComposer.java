package org.acinus.wsi.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Pattern;
import org.acinus.wsi.synthetic.scene.Tumour;

/// Lays out pieces of tissue on the glass, and tumours in them. One thread at a time.
final class SceneComposer {
    private static final int TRIES = 4000;
    private static final int ISLAND_TRIES = 1200;
    private static final int OUTLINE_CHECKS = 48;

    /// Clear glass around and between pieces, px.
    private static final double CLEARANCE = 70;

    private final Dice dice;

    SceneComposer(Dice dice) {
        this.dice = dice;
    }

    /// Puts pieces on a canvas until they cover an area.
    ///
    /// @param wantedArea px²; less where no more pieces fit
    List<Blob> islands(double width, double height, double wantedArea) {
        List<Blob> islands = new ArrayList<>();
        double area = 0;
        for (int i = 0; i < ISLAND_TRIES && area < wantedArea; i++) {
            // Large pieces first; the longer it takes, the smaller the pieces that still find room.
            double share = dice.between(0.12, 0.36) * (1 - 0.7 * i / ISLAND_TRIES);
            double size = Math.sqrt(wantedArea * share / Math.PI);
            double slender = Math.sqrt(dice.between(1, 2.6));
            Blob island = new Blob(
                    dice.between(0, width),
                    dice.between(0, height),
                    size * slender,
                    size / slender,
                    Blob.Turn.radians(dice.between(-0.6, 0.6)),
                    dice.between(0, 2 * Math.PI));
            if (isOnGlass(island, width, height) && islands.stream().allMatch(other -> areApart(island, other))) {
                islands.add(island);
                area += island.area();
            }
        }
        return islands;
    }

    private static boolean isOnGlass(Blob island, double width, double height) {
        return island.outline(OUTLINE_CHECKS).stream()
                .allMatch(point -> point.x() > CLEARANCE
                        && point.y() > CLEARANCE
                        && point.x() < width - CLEARANCE
                        && point.y() < height - CLEARANCE);
    }

    private static boolean areApart(Blob one, Blob other) {
        return other.depth(one.centreX(), one.centreY()) < 0
                && one.depth(other.centreX(), other.centreY()) < 0
                && one.outline(OUTLINE_CHECKS).stream()
                        .allMatch(point -> other.depth(point.x(), point.y()) < -CLEARANCE);
    }

    /// Puts tumours into the tissue.
    ///
    /// @param score primary and secondary pattern; the primary gets 60 to 85 per cent of the area
    /// @param share of the tissue that is tumour
    /// @throws IllegalStateException where the pieces are too small for the wanted areas
    List<Tumour> tumours(List<Blob> islands, List<Pattern> score, double share) {
        double tissue = islands.stream().mapToDouble(Blob::area).sum();
        double primary = score.getFirst() == score.getLast() ? 1 : dice.between(0.6, 0.85);
        List<Tumour> tumours = new ArrayList<>();
        add(tumours, islands, score.getFirst(), share * tissue * primary);
        if (primary < 1) {
            add(tumours, islands, score.getLast(), share * tissue * (1 - primary));
        }
        return tumours;
    }

    /// Puts areas of all patterns into large tissue.
    ///
    /// @param count of areas; fewer where there is no room
    List<Tumour> scatter(List<Blob> islands, int count) {
        List<Tumour> tumours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pattern pattern = dice.oneOf(List.of(Pattern.values()));
            add(tumours, islands, pattern, dice.between(300_000, 1_500_000));
        }
        return tumours;
    }

    /// Puts crowds of small benign glands into the tissue, away from the tumours.
    ///
    /// @param share of the tissue; none where this is not positive
    List<Blob> mimics(List<Blob> islands, List<Tumour> tumours, double share) {
        List<Blob> taken = new ArrayList<>(tumours.stream().map(Tumour::outline).toList());
        List<Blob> mimics = new ArrayList<>();
        if (share > 0) {
            double tissue = islands.stream().mapToDouble(Blob::area).sum();
            int areas = 1 + dice.below(2);
            for (int i = 0; i < areas; i++) {
                Blob mimic = place(taken, islands, share * tissue / areas);
                taken.add(mimic);
                mimics.add(mimic);
            }
        }
        return mimics;
    }

    /// Adds one to three areas of a pattern; none of them small enough to be overlooked between two tiles.
    private void add(List<Tumour> tumours, List<Blob> islands, Pattern pattern, double area) {
        int areas = 1 + Math.min(dice.below(3), (int) (area / 150_000));
        for (int i = 0; i < areas; i++) {
            List<Blob> taken = tumours.stream().map(Tumour::outline).toList();
            tumours.add(new Tumour(place(taken, islands, area / areas), pattern));
        }
    }

    private Blob place(List<Blob> taken, List<Blob> islands, double area) {
        double shrink = 1;
        for (int i = 0; i < TRIES; i++) {
            // Where the pieces leave no room, a smaller one is better than none.
            shrink *= 0.9995;
            Blob island = dice.oneOf(islands);
            double size = Math.sqrt(area * shrink / Math.PI);
            double slender = Math.sqrt(dice.between(1, 1.8));
            Blob blob = new Blob(
                    island.centreX() + dice.between(-1, 1) * island.radiusX(),
                    island.centreY() + dice.between(-1, 1) * island.radiusX(),
                    size * slender,
                    size / slender,
                    Blob.Turn.radians(dice.between(0, Math.PI)),
                    dice.between(0, 2 * Math.PI));
            boolean isInside =
                    blob.outline(OUTLINE_CHECKS).stream().allMatch(point -> island.depth(point.x(), point.y()) > 15);
            if (isInside && taken.stream().allMatch(other -> areApart(blob, other))) {
                return blob;
            }
        }
        throw new IllegalStateException("No room for an area of " + Math.round(area) + " px²");
    }
}
