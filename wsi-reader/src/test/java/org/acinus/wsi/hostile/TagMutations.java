package org.acinus.wsi.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.acinus.wsi.hostile.Mutant.Law;
import org.acinus.wsi.hostile.TiffMap.Directory;
import org.acinus.wsi.hostile.TiffMap.Entry;

/// Damage to single tags of level 0 and of the coarsest level: other types, numbers of values, and values.
final class TagMutations {
    private static final int BYTE = 1;
    private static final int DOUBLE = 12;
    private static final int UNKNOWN = 99;

    private static final Map<Integer, String> TAGS = Map.ofEntries(
            Map.entry(256, "ImageWidth"),
            Map.entry(257, "ImageLength"),
            Map.entry(258, "BitsPerSample"),
            Map.entry(259, "Compression"),
            Map.entry(262, "PhotometricInterpretation"),
            Map.entry(270, "ImageDescription"),
            Map.entry(277, "SamplesPerPixel"),
            Map.entry(284, "PlanarConfiguration"),
            Map.entry(322, "TileWidth"),
            Map.entry(323, "TileLength"),
            Map.entry(324, "TileOffsets"),
            Map.entry(325, "TileByteCounts"),
            Map.entry(347, "JPEGTables"),
            Map.entry(530, "YCbCrSubSampling"));

    /// Where another value states another picture, or nothing that concerns the pixels.
    private static final List<Integer> HARMLESS = List.of(270, 530, 262, 347);

    private final String base;
    private final TiffMap map;
    private final List<Mutant> mutants = new ArrayList<>();

    private TagMutations(String base, TiffMap map) {
        this.base = base;
        this.map = map;
    }

    static List<Mutant> of(String base, byte[] slide) {
        TagMutations mutations = new TagMutations(base, TiffMap.of(slide));
        Directory level0 = mutations.map.directories().getFirst();
        Directory coarsest = mutations.map.directories().getLast();
        TAGS.keySet().stream().sorted().forEach(tag -> {
            level0.entry(tag).ifPresent(mutations::damage);
            coarsest.entry(tag).ifPresent(mutations::damageReduced);
        });
        return mutations.mutants;
    }

    private void add(Entry entry, String what, Law law, Consumer<byte[]> damage) {
        byte[] copy = map.bytes().clone();
        damage.accept(copy);
        mutants.add(new Mutant(base + ": " + TAGS.get(entry.tag()) + " " + what, copy, law));
    }

    private void damage(Entry entry) {
        Law law = HARMLESS.contains(entry.tag()) ? Law.EITHER : Law.REFUSE_OR_RIGHT;
        add(entry, "of bytes", law, copy -> putType(copy, entry, BYTE));
        add(entry, "of doubles", law, copy -> putType(copy, entry, DOUBLE));
        add(entry, "of an unknown type", law, copy -> putType(copy, entry, UNKNOWN));
        add(entry, "without values", law, copy -> map.putWide(copy, map.countAt(entry), 0));
        add(entry, "with as many values as can be", law, copy -> map.putWide(copy, map.countAt(entry), map.mostWide()));
        add(entry, "is 0", law, copy -> map.putWide(copy, map.slotAt(entry), 0));
        add(entry, "is the largest number", law, copy -> map.putWide(copy, map.slotAt(entry), map.mostWide()));
        add(entry, "is missing", law, copy -> TiffMap.view(copy).putShort(entry.at(), (short) 0xFDE9));
    }

    private void damageReduced(Entry entry) {
        add(entry, "of the coarsest level is 0", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, map.slotAt(entry), 0));
        add(
                entry,
                "of the coarsest level is the largest number",
                Law.REFUSE_OR_RIGHT,
                copy -> map.putWide(copy, map.slotAt(entry), map.mostWide()));
    }

    private static void putType(byte[] copy, Entry entry, int type) {
        TiffMap.view(copy).putShort(entry.at() + 2, (short) type);
    }
}
