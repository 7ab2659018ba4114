package org.acinus.wsi.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.acinus.wsi.hostile.Mutant.Law;
import org.acinus.wsi.hostile.TiffMap.Directory;
import org.acinus.wsi.hostile.TiffMap.Entry;

/// Damage to the stored tiles of level 0 and to where the file says that they lie.
final class PixelMutations {
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int JPEG_TABLES = 347;

    private final String base;
    private final TiffMap map;
    private final Entry offsets;
    private final Entry byteCounts;
    private final List<Mutant> mutants = new ArrayList<>();

    private PixelMutations(String base, TiffMap map) {
        this.base = base;
        this.map = map;
        Directory level0 = map.directories().getFirst();
        this.offsets = level0.entry(TILE_OFFSETS).orElseThrow();
        this.byteCounts = level0.entry(TILE_BYTE_COUNTS).orElseThrow();
    }

    static List<Mutant> of(String base, byte[] slide) {
        PixelMutations mutations = new PixelMutations(base, TiffMap.of(slide));
        mutations.damageIndex();
        mutations.damageTiles();
        mutations.damageTables();
        return mutations.mutants;
    }

    private void add(String what, Law law, Consumer<byte[]> damage) {
        byte[] copy = map.bytes().clone();
        damage.accept(copy);
        mutants.add(new Mutant(base + ": " + what, copy, law));
    }

    private int offset(int tile) {
        return offsets.values().get(tile).intValue();
    }

    private int byteCount(int tile) {
        return byteCounts.values().get(tile).intValue();
    }

    private void put(byte[] copy, Entry entry, int tile, long number) {
        map.putWide(copy, entry.valueAt() + tile * (map.big() ? Long.BYTES : Integer.BYTES), number);
    }

    private void damageIndex() {
        add("a tile behind the end", Law.REFUSE, copy -> put(copy, offsets, 3, copy.length));
        add("a tile that crosses the end", Law.REFUSE, copy -> put(copy, offsets, 3, copy.length - 3L));
        add("a tile at the largest offset", Law.REFUSE, copy -> put(copy, offsets, 3, map.mostWide()));
        add("a tile at a negative offset", Law.REFUSE, copy -> put(copy, offsets, 3, -4));
        add("a tile of enormous length", Law.REFUSE, copy -> put(copy, byteCounts, 3, map.mostWide()));
        add("a tile whose end overflows", Law.REFUSE, copy -> {
            put(copy, offsets, 3, map.mostWide() - 8);
            put(copy, byteCounts, 3, map.mostWide() - 8);
        });
        add("a tile one byte long", Law.REFUSE, copy -> put(copy, byteCounts, 3, 1));
        add("a tile of half its length", Law.EITHER, copy -> put(copy, byteCounts, 3, byteCount(3) / 2));
        // Scanners leave out what they did not scan: no damage, says OpenSlide's own test suite.
        add("a tile of no length", Law.EITHER, copy -> put(copy, byteCounts, 3, 0));
        add("a tile at offset 0", Law.EITHER, copy -> put(copy, offsets, 3, 0));
        add("a tile in the header", Law.REFUSE, copy -> put(copy, offsets, 3, 1));
        add(
                "a tile that is the directory",
                Law.REFUSE,
                copy -> put(copy, offsets, 3, map.directories().getFirst().offset()));
        add("all tiles at one offset", Law.EITHER, copy -> {
            for (int tile = 0; tile < offsets.values().size(); tile++) {
                put(copy, offsets, tile, offset(0));
                put(copy, byteCounts, tile, byteCount(0));
            }
        });
    }

    private void damageTiles() {
        add("a tile of zeroes", Law.REFUSE, copy -> fill(copy, 2, 0, byteCount(2), 0));
        add("a tile of ones", Law.REFUSE, copy -> fill(copy, 2, 0, byteCount(2), 0xFF));
        add("a tile with zeroes at its beginning", Law.REFUSE, copy -> fill(copy, 2, 0, 8, 0));
        add(
                "a tile with zeroes in its middle",
                Law.EITHER,
                copy -> fill(copy, 2, byteCount(2) / 2, byteCount(2) / 4, 0));
        add(
                "a tile with zeroes at its end",
                Law.EITHER,
                copy -> fill(copy, 2, byteCount(2) * 3 / 4, byteCount(2) / 4, 0));
        add("all tiles zeroed", Law.REFUSE, copy -> Arrays.fill(copy, offset(0), offset(5), (byte) 0));
        add("two tiles swapped", Law.EITHER, copy -> {
            put(copy, offsets, 0, offset(1));
            put(copy, offsets, 1, offset(0));
            put(copy, byteCounts, 0, byteCount(1));
            put(copy, byteCounts, 1, byteCount(0));
        });
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            add("random bytes in a tile, seed " + seed, Law.EITHER, copy -> {
                for (int i = 0; i < 12; i++) {
                    copy[offset(1) + random.nextInt(byteCount(1))] = (byte) random.nextInt(256);
                }
            });
        }
    }

    private void fill(byte[] copy, int tile, int from, int length, int value) {
        Arrays.fill(copy, offset(tile) + from, offset(tile) + from + length, (byte) value);
    }

    private void damageTables() {
        map.directories().getFirst().entry(JPEG_TABLES).ifPresent(tables -> {
            int at = tables.valueAt();
            int length = tables.values().size();
            add("JPEG tables of zeroes", Law.REFUSE, copy -> Arrays.fill(copy, at, at + length, (byte) 0));
            add("JPEG tables without an end", Law.EITHER, copy -> copy[at + length - 1] = 0);
            add("JPEG tables whose segment is longer than they are", Law.EITHER, copy -> copy[at + 4] = (byte) 0xFF);
            add("JPEG tables with a segment of no length", Law.EITHER, copy -> {
                copy[at + 4] = 0;
                copy[at + 5] = 0;
            });
            add("JPEG tables of a byte", Law.REFUSE, copy -> map.putWide(copy, map.countAt(tables), 1));
            add("JPEG tables behind the end", Law.REFUSE, copy -> map.putWide(copy, map.slotAt(tables), copy.length));
        });
    }
}
