package org.acinus.export.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

class TileRegionsTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final double SIDE0 = 447.64;

    private static final class Gathered {
        private final GridCorners corners = new GridCorners();
        private final List<TileRegion<Character>> regions;

        /// One letter a tile, its kind; a blank is no tile, a dot a tile of no kind.
        Gathered(String... picture) {
            TileRegions<Character> builder = new TileRegions<>(tile -> {
                char letter = picture[tile.frame().address().row()].charAt(
                        tile.frame().address().column());
                return letter == '.' ? Optional.empty() : Optional.of(letter);
            });
            for (int row = 0; row < picture.length; row++) {
                for (int column = 0; column < picture[row].length(); column++) {
                    if (picture[row].charAt(column) != ' ') {
                        TileResult tile =
                                TestingTiles.scored(TestingTiles.frame(column, row, SIDE0), 0.25, column - 1.0);
                        corners.accept(tile.frame());
                        builder.accept(tile);
                    }
                }
            }
            regions = builder.regions();
        }
    }

    @Test
    void tilesOfOneKindThatShareAnEdgeAreOneRegion() {
        Gathered gathered = new Gathered("aab", "a.b", "aaa");

        assertThat(gathered.regions).hasSize(2);
        TileRegion<Character> a = gathered.regions.getFirst();
        assertThat(a.kind()).isEqualTo('a');
        assertThat(a.figures().tiles()).isEqualTo(6);
        assertThat(a.figures().attention()).isEqualTo(1.5);
        assertThat(a.figures().contribution()).isEqualTo(-1 + 0 - 1 - 1 + 0 + 1);
        assertThat(a.figures().strongest()).isEqualTo(1);
        assertThat(gathered.regions.getLast().figures().tiles()).isEqualTo(2);
    }

    @Test
    void aCornerDoesNotConnect() {
        assertThat(new Gathered("a.", ".a").regions).hasSize(2);
        assertThat(new Gathered(".a", "a.").regions).hasSize(2);
    }

    @Test
    void anEmptyRowParts() {
        assertThat(new Gathered("aa", "  ", "aa").regions).hasSize(2);
    }

    @Test
    void aMissingTileIsAHole() {
        Gathered gathered = new Gathered("aaa", "a a", "aaa");

        Polygon outline = gathered.regions.getFirst().outline(gathered.corners);

        assertThat(outline.getNumInteriorRing()).isEqualTo(1);
        assertThat(outline.isValid()).isTrue();
        assertThat(outline.getArea()).isCloseTo(8 * SIDE0 * SIDE0, within(2 * 8 * SIDE0));
    }

    @Test
    void outlinesLieWhereTheTilesLie() {
        Gathered gathered = new Gathered("  ", " aa");

        Polygon outline = gathered.regions.getFirst().outline(gathered.corners);

        assertThat(outline.isRectangle()).isTrue();
        assertThat(outline.getEnvelopeInternal().getMinX()).isEqualTo(Math.floor(SIDE0));
        assertThat(outline.getEnvelopeInternal().getMaxX()).isCloseTo(3 * SIDE0, within(1.0));
        assertThat(outline.getEnvelopeInternal().getMinY()).isEqualTo(Math.floor(SIDE0));
        assertThat(outline.getEnvelopeInternal().getMaxY()).isCloseTo(2 * SIDE0, within(1.0));
    }

    /// Against JTS's union of the tiles themselves: the same patches, valid, none over another.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomPatternsAreValidAndCoverTheirTilesOnce(long seed) {
        Random random = new Random(seed);
        String[] picture = new String[12];
        for (int row = 0; row < picture.length; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < 15; column++) {
                line.append("aab. ".charAt(random.nextInt(5)));
            }
            picture[row] = line.toString();
        }

        Gathered gathered = new Gathered(picture);

        List<Geometry> outlines = new ArrayList<>();
        for (TileRegion<Character> region : gathered.regions) {
            Polygon outline = region.outline(gathered.corners);
            assertThat(outline.isValid()).isTrue();
            outlines.add(outline);
        }
        double apart = outlines.stream().mapToDouble(Geometry::getArea).sum();
        Geometry together = GEOMETRIES
                .createGeometryCollection(outlines.toArray(Geometry[]::new))
                .union();
        assertThat(together.getArea()).isCloseTo(apart, within(1e-3));
        for (int row = 0; row < picture.length; row++) {
            for (int column = 0; column < picture[row].length(); column++) {
                char letter = picture[row].charAt(column);
                Geometry middle = GEOMETRIES.createPoint(new Coordinate((column + 0.5) * SIDE0, (row + 0.5) * SIDE0));
                assertThat(outlines.stream().filter(outline -> outline.covers(middle)))
                        .hasSize(letter == 'a' || letter == 'b' ? 1 : 0);
            }
        }
    }
}
