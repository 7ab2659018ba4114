package org.acinus.wsi.openslide;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of the native library.
public record OpenSlideVersion(int major, int minor, int patch) implements Comparable<OpenSlideVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");
    private static final Comparator<OpenSlideVersion> ORDER = Comparator.comparingInt(OpenSlideVersion::major)
            .thenComparingInt(OpenSlideVersion::minor)
            .thenComparingInt(OpenSlideVersion::patch);

    /// Reads what `openslide_get_version` says, for example `4.0.1`.
    static Optional<OpenSlideVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String patch = matcher.group(3);
        return Optional.of(new OpenSlideVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch)));
    }

    @Override
    public int compareTo(OpenSlideVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
