package org.acinus.cli.doctor;

import java.util.List;
import org.acinus.wsi.SlideFormats;

/// The readers of slides on the class path.
final class ReadersCheck implements Check {
    private final List<String> readers;

    ReadersCheck(List<String> readers) {
        this.readers = List.copyOf(readers);
    }

    static ReadersCheck installed() {
        return new ReadersCheck(SlideFormats.installed().names());
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
        return new Finding.Good(String.join(", ", readers) + ", in order of preference");
    }
}
