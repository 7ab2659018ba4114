package org.acinus.intake.folder;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Since when each file of a folder has not changed, as seen from here.
///
/// Durations are measured on the caller's clock between looks, never against a file's own time: the server's clock
/// may differ and any clock may jump. One thread at a time.
public final class QuietFiles {
    private final Map<Path, Seen> files = new HashMap<>();

    private static final class Seen {
        private FileStamp stamp;
        private final long firstNanos;
        private long sinceNanos;
        private int looks = 1;

        Seen(FileStamp stamp, long nowNanos) {
            this.stamp = stamp;
            this.firstNanos = nowNanos;
            this.sinceNanos = nowNanos;
        }
    }

    /// Takes in what a look found; files that are gone are forgotten.
    public void update(FolderListing listing, long nowNanos) {
        files.keySet().removeIf(file -> listing.stamp(file).isEmpty() && !listing.isHidden(file));
        listing.files().forEach((file, stamp) -> {
            Seen seen = files.get(file);
            if (seen == null) {
                files.put(file, new Seen(stamp, nowNanos));
            } else if (seen.stamp.equals(stamp)) {
                seen.looks++;
            } else {
                seen.stamp = stamp;
                seen.sinceNanos = nowNanos;
                seen.looks = 1;
            }
        });
    }

    /// For how long a file has been the same, in nanoseconds; 0 where it was seen like this only once.
    public long quietNanos(Path file, long nowNanos) {
        Seen seen = files.get(file);
        return seen == null || seen.looks < 2 ? 0 : nowNanos - seen.sinceNanos;
    }

    /// For how long a file has been there under its name.
    public long ageNanos(Path file, long nowNanos) {
        Seen seen = files.get(file);
        return seen == null ? 0 : nowNanos - seen.firstNanos;
    }

    /// How many files are remembered.
    public int size() {
        return files.size();
    }
}
