package org.acinus.wsi.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import org.acinus.wsi.hostile.Mutant.Law;
import org.acinus.wsi.hostile.TiffMap.Directory;
import org.acinus.wsi.hostile.TiffMap.Entry;

/// Small files that ask for much: pixels, memory, directories, time.
final class BombMutations {
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int DIRECTORIES = 70_000;

    private final String base;
    private final TiffMap map;
    private final Directory level0;
    private final List<Mutant> mutants = new ArrayList<>();

    private BombMutations(String base, TiffMap map) {
        this.base = base;
        this.map = map;
        this.level0 = map.directories().getFirst();
    }

    static List<Mutant> of(String base, byte[] slide) {
        BombMutations mutations = new BombMutations(base, TiffMap.of(slide));
        mutations.claimPixels();
        mutations.inflateTiles();
        if (!mutations.map.big()) {
            mutations.chainDirectories();
        }
        return mutations.mutants;
    }

    private void add(String what, Consumer<byte[]> damage) {
        byte[] copy = map.bytes().clone();
        damage.accept(copy);
        mutants.add(new Mutant(base + ": " + what, copy, Law.REFUSE));
    }

    private void put(byte[] copy, int tag, long value) {
        map.putWide(copy, map.slotAt(level0.entry(tag).orElseThrow()), value);
    }

    private void claimPixels() {
        for (long edge : new long[] {1 << 20, Integer.MAX_VALUE, 0xFFFF_FFFFL}) {
            add(edge + " px a side", copy -> {
                put(copy, IMAGE_WIDTH, edge);
                put(copy, IMAGE_LENGTH, edge);
            });
            add("tiles of " + edge + " px a side", copy -> {
                put(copy, TILE_WIDTH, edge);
                put(copy, TILE_LENGTH, edge);
            });
            add(edge + " px a side in one tile", copy -> {
                put(copy, IMAGE_WIDTH, edge);
                put(copy, IMAGE_LENGTH, edge);
                put(copy, TILE_WIDTH, edge);
                put(copy, TILE_LENGTH, edge);
            });
        }
        add("65,529 samples a pixel", copy -> put(copy, SAMPLES_PER_PIXEL, 65_529));
        add("tiles of one pixel", copy -> {
            put(copy, TILE_WIDTH, 1);
            put(copy, TILE_LENGTH, 1);
        });
        add("a billion tiles that all lie in the file", copy -> {
            put(copy, IMAGE_WIDTH, 1 << 22);
            put(copy, IMAGE_LENGTH, 1 << 22);
            for (int tag : new int[] {TILE_OFFSETS, TILE_BYTE_COUNTS}) {
                map.putWide(copy, map.countAt(level0.entry(tag).orElseThrow()), 1L << 30);
            }
        });
    }

    /// Appends a tile and points the first tile at it.
    private void replaceTile(String what, byte[] tile, Law law) {
        byte[] copy = Arrays.copyOf(map.bytes(), map.bytes().length + tile.length);
        System.arraycopy(tile, 0, copy, map.bytes().length, tile.length);
        Entry offsets = level0.entry(TILE_OFFSETS).orElseThrow();
        Entry byteCounts = level0.entry(TILE_BYTE_COUNTS).orElseThrow();
        map.putWide(copy, offsets.valueAt(), map.bytes().length);
        map.putWide(copy, byteCounts.valueAt(), tile.length);
        mutants.add(new Mutant(base + ": " + what, copy, law));
    }

    private void inflateTiles() {
        if (base.endsWith("deflate")) {
            replaceTile("a tile that inflates to a gigabyte", zeroes(1 << 30), Law.EITHER);
            replaceTile("a tile that inflates to a byte", zeroes(1), Law.REFUSE);
        } else {
            int offset =
                    level0.entry(TILE_OFFSETS).orElseThrow().values().getFirst().intValue();
            int length = level0.entry(TILE_BYTE_COUNTS)
                    .orElseThrow()
                    .values()
                    .getFirst()
                    .intValue();
            byte[] tile = Arrays.copyOfRange(map.bytes(), offset, offset + length);
            // SOI, then SOF0: FF C0, length, precision, height, width.
            byte[] huge = tile.clone();
            TiffMap.view(huge).putInt(7, 0xDCFF_DCFF);
            replaceTile("a JPEG tile that says 65,500 x 65,500", huge, Law.REFUSE);
            byte[] flat = tile.clone();
            TiffMap.view(flat).putInt(7, 0);
            replaceTile("a JPEG tile that says 0 x 0", flat, Law.REFUSE);
            byte[] twelve = tile.clone();
            twelve[6] = 12;
            replaceTile("a JPEG tile of 12 bits", twelve, Law.REFUSE);
            byte[] scans = new byte[2 + 14 * 40_000];
            System.arraycopy(tile, 0, scans, 0, 2);
            for (int i = 2; i < scans.length; i += 14) {
                scans[i] = (byte) 0xFF;
                scans[i + 1] = (byte) 0xDA;
                scans[i + 3] = 12;
            }
            replaceTile("a JPEG tile of 40,000 scans", scans, Law.REFUSE);
        }
    }

    private static byte[] zeroes(int length) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        byte[] input = new byte[Math.min(length, 1 << 20)];
        for (int done = 0; done < length; done += input.length) {
            deflater.setInput(input);
            if (done + input.length >= length) {
                deflater.finish();
            }
            for (int made = deflater.deflate(chunk); made > 0; made = deflater.deflate(chunk)) {
                out.write(chunk, 0, made);
            }
        }
        deflater.end();
        return out.toByteArray();
    }

    /// Appends empty directories without end, the last pointing at the real ones or at nothing.
    private void chainDirectories() {
        int length = map.bytes().length + (map.bytes().length & 1);
        int size = 2 + 12 + 4;
        byte[] before = Arrays.copyOf(map.bytes(), length + DIRECTORIES * size);
        ByteBuffer file = TiffMap.view(before);
        for (int i = 0; i < DIRECTORIES; i++) {
            int at = length + i * size;
            file.putShort(at, (short) 1);
            file.putShort(at + 2, (short) 254).putShort(at + 4, (short) 4).putInt(at + 6, 1);
            file.putInt(at + 14, i + 1 < DIRECTORIES ? at + size : level0.offset());
        }
        byte[] behind = before.clone();
        map.putWide(before, map.firstPointerAt(), length);
        mutants.add(new Mutant(base + ": " + DIRECTORIES + " directories before the first", before, Law.REFUSE));
        map.putWide(behind, map.directories().getLast().nextAt(), length);
        mutants.add(
                new Mutant(base + ": " + DIRECTORIES + " directories behind the last", behind, Law.REFUSE_OR_RIGHT));
    }
}
