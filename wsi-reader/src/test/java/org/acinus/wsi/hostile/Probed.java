package org.acinus.wsi.hostile;

import java.util.List;

/// What became of one file in one reader.
///
/// @param verdict how it ended
/// @param sha256 of level 0 as RGB where all of it was read; else empty
/// @param size width and height of level 0, `0x0` where it did not open
/// @param cpuSeconds processor time of the whole process for this file
/// @param peakMebibytes largest resident size of the process while it dealt with this file, 0 where unknown
/// @param message the exception's
record Probed(Verdict verdict, String sha256, String size, double cpuSeconds, long peakMebibytes, String message) {

    /// How a file can end. The first is a result, the next are refusals, the last are defects.
    enum Verdict {
        READ,
        UNSUPPORTED,
        CORRUPT,
        TRUNCATED,
        UNREADABLE,
        NOT_BRIGHTFIELD,
        SPACING,
        UNAVAILABLE,
        /// An exception of no kind that a caller can expect.
        UNTYPED,
        /// Pixels that another decoder does not see.
        WRONG_PIXELS,
        /// The process died.
        CRASH,
        /// No answer in time.
        HANG,
        /// More memory than allowed.
        MEMORY;

        boolean isRefusal() {
            return compareTo(READ) > 0 && compareTo(UNAVAILABLE) <= 0;
        }

        boolean isDefect() {
            return compareTo(UNTYPED) >= 0;
        }
    }

    static Probed failed(Verdict verdict, String message) {
        return new Probed(verdict, "", "0x0", 0, 0, message);
    }

    /// One line, parts divided by tabs.
    String toLine() {
        return String.join(
                "\t",
                verdict.name(),
                sha256,
                size,
                Double.toString(cpuSeconds),
                Long.toString(peakMebibytes),
                message.replaceAll("\\s", " "));
    }

    static Probed ofLine(String line) {
        List<String> parts = List.of(line.split("\t", 6));
        return new Probed(
                Verdict.valueOf(parts.get(0)),
                parts.get(1),
                parts.get(2),
                Double.parseDouble(parts.get(3)),
                Long.parseLong(parts.get(4)),
                parts.get(5));
    }
}
