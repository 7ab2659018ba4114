package org.acinus.wsi.hostile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.acinus.wsi.hostile.Mutant.Law;
import org.acinus.wsi.hostile.TiffMap.Directory;

/// Damage to a slide's header and to the chains of its directories.
final class StructureMutations {
    private static final int SUB_DIRECTORIES = 330;

    private final String base;
    private final TiffMap map;
    private final List<Mutant> mutants = new ArrayList<>();

    private StructureMutations(String base, TiffMap map) {
        this.base = base;
        this.map = map;
    }

    static List<Mutant> of(String base, byte[] slide) {
        StructureMutations mutations = new StructureMutations(base, TiffMap.of(slide));
        mutations.cut();
        mutations.damageHeader();
        mutations.damageChains();
        mutations.damageEntryCounts();
        mutations.loopSubDirectories();
        return mutations.mutants;
    }

    private void add(String what, Law law, Consumer<byte[]> damage) {
        byte[] copy = map.bytes().clone();
        damage.accept(copy);
        mutants.add(new Mutant(base + ": " + what, copy, law));
    }

    private void cut() {
        int length = map.bytes().length;
        int[] lengths = {
            0, 1, 2, 3, 4, 7, 8, 12, 16, length / 4, length / 2, length * 3 / 4, length * 9 / 10, length - 20
        };
        for (int kept : lengths) {
            mutants.add(new Mutant(
                    base + ": cut after " + kept + " of " + length + " bytes",
                    Arrays.copyOf(map.bytes(), kept),
                    Law.REFUSE_OR_RIGHT));
        }
    }

    private void damageHeader() {
        int pointer = map.firstPointerAt();
        add("byte order swapped", Law.REFUSE, copy -> copy[0] = copy[1] = 'M');
        add("version 44", Law.REFUSE, copy -> copy[2] = 44);
        add("version of the other kind of TIFF", Law.REFUSE, copy -> copy[2] = (byte) (map.big() ? 42 : 43));
        add("first directory nowhere", Law.REFUSE, copy -> map.putWide(copy, pointer, 0));
        add("first directory in the header", Law.REFUSE, copy -> map.putWide(copy, pointer, 2));
        add("first directory behind the end", Law.REFUSE, copy -> map.putWide(copy, pointer, copy.length));
        add("first directory at the last byte", Law.REFUSE, copy -> map.putWide(copy, pointer, copy.length - 1L));
        add("first directory at the largest offset", Law.REFUSE, copy -> map.putWide(copy, pointer, map.mostWide()));
        add("first directory at a negative offset", Law.REFUSE, copy -> map.putWide(copy, pointer, -16));
        add("first directory among the pixels", Law.REFUSE, copy -> map.putWide(copy, pointer, 64));
        if (map.big()) {
            add("offsets of four bytes", Law.REFUSE, copy -> copy[4] = 4);
            add("a constant that is not zero", Law.REFUSE, copy -> copy[6] = 1);
        }
    }

    private void damageChains() {
        long first = map.directories().getFirst().offset();
        for (Directory directory : map.directories()) {
            String which = "next of the directory at " + directory.offset();
            int next = directory.nextAt();
            add(which + " is itself", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, next, directory.offset()));
            add(which + " is the first", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, next, first));
            add(which + " lies behind the end", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, next, copy.length + 9L));
            add(which + " is enormous", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, next, map.mostWide()));
            add(which + " lies among the pixels", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, next, 100));
        }
    }

    private void damageEntryCounts() {
        Directory first = map.directories().getFirst();
        for (long count : new long[] {0, 1, 4096, 0xFFFF}) {
            add(count + " entries", Law.REFUSE, copy -> putCount(copy, first, count));
        }
        if (map.big()) {
            add("2^31 entries", Law.REFUSE, copy -> putCount(copy, first, 1L << 31));
            add("2^63 - 1 entries", Law.REFUSE, copy -> putCount(copy, first, Long.MAX_VALUE));
            add("a negative number of entries", Law.REFUSE, copy -> putCount(copy, first, -1));
        }
        add("entries in reverse order", Law.REFUSE_OR_RIGHT, copy -> reverse(copy, first));
        add(
                "the first entry instead of the second",
                Law.REFUSE,
                copy -> System.arraycopy(
                        copy,
                        first.entries().getFirst().at(),
                        copy,
                        first.entries().get(1).at(),
                        map.entryBytes()));
    }

    private void putCount(byte[] copy, Directory directory, long count) {
        ByteBuffer view = TiffMap.view(copy);
        if (map.big()) {
            view.putLong(directory.offset(), count);
        } else {
            view.putShort(directory.offset(), (short) count);
        }
    }

    private void reverse(byte[] copy, Directory directory) {
        int size = map.entryBytes();
        int count = directory.entries().size();
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    map.bytes(),
                    directory.entries().get(i).at(),
                    copy,
                    directory.entries().get(count - 1 - i).at(),
                    size);
        }
    }

    private void loopSubDirectories() {
        for (Directory directory : map.directories()) {
            directory.entry(SUB_DIRECTORIES).ifPresent(children -> {
                int at = children.valueAt();
                long sibling = children.values().getLast();
                add(
                        "a SubIFD that is its parent",
                        Law.REFUSE_OR_RIGHT,
                        copy -> map.putWide(copy, at, directory.offset()));
                add("one SubIFD twice", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, at, sibling));
                add("a SubIFD at 0", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, at, 0));
                add("a SubIFD behind the end", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, at, copy.length));
                add("a SubIFD among the pixels", Law.REFUSE_OR_RIGHT, copy -> map.putWide(copy, at, 50));
                add(
                        "SubIFDs without end",
                        Law.REFUSE_OR_RIGHT,
                        copy -> map.putWide(copy, map.countAt(children), map.mostWide() / 4));
            });
        }
    }
}
