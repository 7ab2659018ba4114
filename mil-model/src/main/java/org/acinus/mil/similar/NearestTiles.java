package org.acinus.mil.similar;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.MappedBag;

/// Searches a collection by comparing every tile with every tile: exact, and for some tens of known slides done
/// in a second (benchmarks/RESULTS.md), so that no index of approximate neighbours has to be built and kept in
/// step with the bags. Time grows with their tiles.
///
/// Bags stay in their files, mapped into memory. Each reference slide is asked for its nearest tile only, and each
/// patient for its nearest slide, so that the neighbours of a tile are not one place seen thrice. Thread-safe; whoever
/// opened it closes it.
public final class NearestTiles implements AutoCloseable {
    /// Rows that are compared while they are in the processor's cache.
    private static final int ROWS_AT_ONCE = 64;

    private final List<Mapped> slides = new ArrayList<>();
    private final int dimension;

    private record Mapped(ReferenceSlide slide, MappedBag bag) {}

    private NearestTiles(int dimension) {
        this.dimension = dimension;
    }

    /// Maps the bags of a collection.
    ///
    /// @throws org.acinus.mil.features.InvalidBagException where a bag is gone or damaged
    /// @throws CollectionException where a bag is not the one that the collection was made of
    public static NearestTiles open(ReferenceCollection collection) {
        NearestTiles opened = new NearestTiles(collection.dimension());
        try {
            for (ReferenceSlide slide : collection.slides()) {
                MappedBag bag = MappedBag.open(Path.of(slide.bag()));
                opened.slides.add(new Mapped(slide, bag));
                requireSame(collection, slide, bag);
            }
            return opened;
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    private static void requireSame(ReferenceCollection collection, ReferenceSlide slide, MappedBag bag) {
        BagHeader header = bag.header();
        if (!header.slideSha256().equals(slide.sha256())
                || !header.encoder().equals(collection.encoder())
                || header.dimension() != collection.dimension()
                || bag.size() != slide.tiles()) {
            throw new CollectionException(
                    slide.bag() + " is not the bag that the collection was made of; make it anew with similar index");
        }
    }

    /// Finds neighbours.
    ///
    /// @param tiles embeddings to find neighbours of, of the collection's length
    /// @param allowed which reference slides may answer
    /// @param each how many neighbours without cancer, and how many with
    /// @return one for each of `tiles`
    public List<Contrast> search(FeatureRows tiles, Predicate<ReferenceSlide> allowed, int each) {
        if (tiles.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "Embeddings of " + tiles.dimension() + " cannot be compared with those of " + dimension);
        }
        float[][] wanted = directions(tiles);
        List<List<Neighbour>> found = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            found.add(new ArrayList<>());
        }
        for (Mapped mapped : slides) {
            if (allowed.test(mapped.slide())) {
                Best best = new Best(wanted.length);
                scan(mapped.bag(), wanted, best);
                for (int i = 0; i < wanted.length; i++) {
                    found.get(i)
                            .add(new Neighbour(mapped.slide(), mapped.bag().frame(best.tile[i]), 1 - best.cosine[i]));
                }
            }
        }
        return found.stream()
                .map(all -> new Contrast(nearest(all, false, each), nearest(all, true, each)))
                .toList();
    }

    /// The nearest tile of one slide to each of the wanted ones.
    private static final class Best {
        private final double[] cosine;
        private final int[] tile;

        Best(int wanted) {
            cosine = new double[wanted];
            tile = new int[wanted];
            Arrays.fill(cosine, Double.NEGATIVE_INFINITY);
        }

        void offer(int wanted, int candidate, double value) {
            if (value > cosine[wanted]) {
                cosine[wanted] = value;
                tile[wanted] = candidate;
            }
        }
    }

    /// Embeddings of length 1; one without any direction stays 0 and is as far from everything as what has nothing in
    /// common with it.
    private float[][] directions(FeatureRows tiles) {
        float[][] directions = new float[tiles.size()][dimension];
        for (int i = 0; i < directions.length; i++) {
            float[] row = directions[i];
            tiles.copy(i, 1, MemorySegment.ofArray(row));
            double length = Math.sqrt(Products.one(row, 0, row, 0, dimension));
            for (int j = 0; j < dimension && length > 0; j++) {
                row[j] = (float) (row[j] / length);
            }
        }
        return directions;
    }

    private void scan(MappedBag bag, float[][] wanted, Best best) {
        float[] rows = new float[ROWS_AT_ONCE * dimension];
        double[] products = new double[wanted.length];
        for (int from = 0; from < bag.size(); from += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, bag.size() - from);
            bag.copy(from, count, MemorySegment.ofArray(rows));
            for (int i = 0; i < count; i++) {
                double length = Products.all(rows, i * dimension, wanted, products);
                for (int j = 0; j < wanted.length; j++) {
                    best.offer(j, from + i, length > 0 ? products[j] / length : 0);
                }
            }
        }
    }

    private static List<Neighbour> nearest(List<Neighbour> all, boolean cancer, int each) {
        Set<String> patients = new HashSet<>();
        return all.stream()
                .filter(neighbour -> neighbour.slide().cancer() == cancer)
                .sorted(Comparator.comparingDouble(Neighbour::distance))
                .filter(neighbour -> patients.add(neighbour.slide().patient()))
                .limit(each)
                .toList();
    }

    @Override
    public void close() {
        slides.forEach(mapped -> mapped.bag().close());
        slides.clear();
    }
}
