package org.acinus.gleason.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.tiling.TileAddress;

/// The tiles of a slide with their patterns, each tile's probabilities averaged with its neighbours'.
///
/// A gland does not end where a tile does, and one tile alone says little. The eight neighbours that were
/// classified weigh in by [1 2 1] times [1 2 1], as a blur would; at the edge of tissue the weights there are
/// fill the whole. Tumour that is left in pieces of fewer than [#LEAST_PIECE] tiles, joined by sides or
/// corners, is taken for benign.
///
/// @param tiles row-major, smoothed
/// @param calls of `tiles`, in their order; empty where benign
public record PatternMap(List<PatternTile> tiles, List<Optional<GleasonPattern>> calls) {
    /// Two tiles agree by chance too often; three together seldom do.
    public static final int LEAST_PIECE = 3;

    public PatternMap {
        tiles = List.copyOf(tiles);
        calls = List.copyOf(calls);
        if (tiles.size() != calls.size()) {
            throw new IllegalArgumentException(tiles.size() + " tiles, but " + calls.size() + " calls");
        }
    }

    /// Smooths and calls.
    ///
    /// @param classified every tile that was classified, on one grid, in any order
    public static PatternMap of(List<PatternTile> classified) {
        Map<TileAddress, PatternProbabilities> known = new HashMap<>();
        for (PatternTile tile : classified) {
            known.put(tile.frame().address(), tile.probabilities());
        }
        List<PatternTile> smooth = classified.stream()
                .sorted(Comparator.comparing(tile -> tile.frame().address()))
                .map(tile -> new PatternTile(tile.frame(), smoothed(tile.frame().address(), known)))
                .toList();
        return new PatternMap(smooth, withoutSpecks(smooth));
    }

    private static PatternProbabilities smoothed(TileAddress at, Map<TileAddress, PatternProbabilities> known) {
        double[] sum = new double[4];
        double weights = 0;
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                PatternProbabilities there = known.get(new TileAddress(at.column() + right, at.row() + down));
                if (there != null) {
                    double weight = (2.0 - Math.abs(right)) * (2 - Math.abs(down));
                    sum[0] += weight * there.benign();
                    sum[1] += weight * there.g3();
                    sum[2] += weight * there.g4();
                    sum[3] += weight * there.g5();
                    weights += weight;
                }
            }
        }
        return new PatternProbabilities(sum[0] / weights, sum[1] / weights, sum[2] / weights, sum[3] / weights);
    }

    private static List<Optional<GleasonPattern>> withoutSpecks(List<PatternTile> tiles) {
        Map<TileAddress, GleasonPattern> tumour = new HashMap<>();
        for (PatternTile tile : tiles) {
            tile.probabilities()
                    .call()
                    .ifPresent(pattern -> tumour.put(tile.frame().address(), pattern));
        }
        Pieces.of(tumour.keySet()).stream()
                .filter(piece -> piece.size() < LEAST_PIECE)
                .forEach(piece -> piece.forEach(tumour::remove));
        List<Optional<GleasonPattern>> calls = new ArrayList<>();
        for (PatternTile tile : tiles) {
            calls.add(Optional.ofNullable(tumour.get(tile.frame().address())));
        }
        return calls;
    }

    /// How sure it is that there is tumour: the greatest probability that [#LEAST_PIECE] tiles which hang together
    /// all have at least, of any tumour and smoothed. It is above one half just where the map has tumour. A maximum
    /// over single tiles would grow with the slide; a mean would drown a small focus.
    ///
    /// @return nothing where no piece of tissue has as many tiles
    public OptionalDouble tumourProbability() {
        List<PatternTile> likeliest = tiles.stream()
                .sorted(Comparator.comparingDouble(tile -> -tile.probabilities().tumour()))
                .toList();
        Map<TileAddress, TileAddress> parents = new HashMap<>();
        Map<TileAddress, Integer> sizes = new HashMap<>();
        for (PatternTile tile : likeliest) {
            TileAddress at = tile.frame().address();
            parents.put(at, at);
            sizes.put(at, 1);
            for (int down = -1; down <= 1; down++) {
                for (int right = -1; right <= 1; right++) {
                    TileAddress neighbour = new TileAddress(at.column() + right, at.row() + down);
                    if (parents.containsKey(neighbour)) {
                        join(root(parents, at), root(parents, neighbour), parents, sizes);
                    }
                }
            }
            if (sizes.getOrDefault(root(parents, at), 1) >= LEAST_PIECE) {
                return OptionalDouble.of(Math.clamp(tile.probabilities().tumour(), 0, 1));
            }
        }
        return OptionalDouble.empty();
    }

    private static void join(
            TileAddress one,
            TileAddress other,
            Map<TileAddress, TileAddress> parents,
            Map<TileAddress, Integer> sizes) {
        if (!one.equals(other)) {
            parents.put(other, one);
            sizes.merge(one, sizes.getOrDefault(other, 1), Integer::sum);
        }
    }

    private static TileAddress root(Map<TileAddress, TileAddress> parents, TileAddress of) {
        TileAddress at = of;
        for (TileAddress up = parents.get(at); up != null && !up.equals(at); up = parents.get(at)) {
            at = up;
        }
        return at;
    }

    /// Addresses of tiles called this pattern.
    public long count(GleasonPattern pattern) {
        return calls.stream().filter(call -> call.equals(Optional.of(pattern))).count();
    }

    /// Addresses of tiles called tumour.
    public List<TileAddress> tumour() {
        List<TileAddress> tumour = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            if (calls.get(i).isPresent()) {
                tumour.add(tiles.get(i).frame().address());
            }
        }
        return tumour;
    }
}
