package org.acinus.cli.doctor;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.acinus.wsi.SlideFormat;

/// The readers of slides on the class path.
final class ReadersCheck implements Check {
    private final List<String> readers;

    ReadersCheck(List<String> readers) {
        this.readers = List.copyOf(readers);
    }

    static ReadersCheck installed() {
        return new ReadersCheck(ServiceLoader.load(SlideFormat.class).stream()
                .map(provider -> provider.get().name())
                .toList());
    }

    @Override
    public String name() {
        return "readers";
    }

    @Override
    public Finding examine() {
        if (readers.isEmpty()) {
            return new Finding.Missing("none", "unpack the release again");
        }
        String names = readers.stream().sorted().collect(Collectors.joining(", "));
        return new Finding.Good(
                readers.contains("bioformats") ? names : names + "; Bio-Formats is optional (GPL) and not installed");
    }
}
