package org.acinus.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Free space below a folder.
final class DiskCheck implements Check {
    /// PyTorch unpacks 450 MB, the database 60 MB; a slide's features and heatmap take some tens of MB.
    private static final long NEEDED = 1L << 30;

    private static final long COMFORTABLE = 10L << 30;

    private final String name;
    private final Path folder;

    DiskCheck(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Finding examine() {
        try {
            return judge(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException unknown) {
            return new Finding.Advice(
                    "the free space of " + folder + " is not known: " + unknown.getMessage(), "look yourself: df -h");
        }
    }

    /// What that many free bytes are good for.
    Finding judge(long freeBytes) {
        String text = String.format(Locale.ROOT, "%.1f GB free for %s", freeBytes / 1e9, folder);
        if (freeBytes < NEEDED) {
            return new Finding.Missing(text, "free at least 1 GB");
        }
        return freeBytes < COMFORTABLE
                ? new Finding.Advice(text, "free 10 GB before a run over many slides")
                : new Finding.Good(text);
    }
}
