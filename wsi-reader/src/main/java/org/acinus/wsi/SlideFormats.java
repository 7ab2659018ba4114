package org.acinus.wsi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// Every reader there is, and the way to open a file with the right one.
///
/// Thread-safe.
public final class SlideFormats {
    private final List<SlideFormat> formats;
    private final List<CompletenessCheck> checks;

    /// Readers and checks chosen by the caller.
    ///
    /// @param formats readers in order of preference
    /// @param checks asked before any reader is
    public SlideFormats(List<SlideFormat> formats, List<CompletenessCheck> checks) {
        this.formats = List.copyOf(formats);
        this.checks = List.copyOf(checks);
    }

    /// The readers and checks on the class path.
    public static SlideFormats installed() {
        return new SlideFormats(services(SlideFormat.class), services(CompletenessCheck.class));
    }

    private static <T> List<T> services(Class<T> type) {
        return ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /// What each reader says of a file.
    public List<Opinion> ask(Path file) {
        return formats.stream()
                .map(format -> new Opinion(format.name(), format.recognise(file)))
                .toList();
    }

    /// One reader's answer.
    ///
    /// @param reader name of the [SlideFormat]
    public record Opinion(String reader, Recognition recognition) {}

    /// Opens a slide with the first reader that knows it.
    ///
    /// @return an open slide; the caller closes it
    /// @throws SlideException where the file is cut short, broken, or known to no reader; the message holds every
    ///     reader's refusal
    public Slide open(Path file) {
        requireFile(file);
        checks.forEach(check -> check.requireComplete(file));
        List<String> refusals = new ArrayList<>();
        boolean readerMissing = false;
        for (SlideFormat format : formats) {
            switch (format.recognise(file)) {
                case Recognition.Recognised recognised -> {
                    return format.open(file);
                }
                case Recognition.NotMine notMine -> refusals.add(format.name() + ": " + notMine.reason());
                case Recognition.Unavailable unavailable -> {
                    readerMissing = true;
                    refusals.add(format.name() + ": " + unavailable.reason());
                }
            }
        }
        String message =
                file.getFileName() + " is no slide that can be read here (" + String.join("; ", refusals) + ")";
        throw readerMissing ? new ReaderUnavailableException(message) : new UnsupportedSlideException(message);
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new UnsupportedSlideException(file + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnsupportedSlideException(file + " is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new UnsupportedSlideException(file + " may not be read: permission denied");
        }
    }
}
