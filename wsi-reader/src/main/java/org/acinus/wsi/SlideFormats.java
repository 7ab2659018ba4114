package org.acinus.wsi;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/// Every reader there is, and the way to open a file with the right one: the first, in order of preference,
/// that knows it.
///
/// Which reader that was is in [org.acinus.wsi.metadata.SlideMetadata#reader]. A reader that knows a file and then
/// fails is never replaced by the next one: another decoder could give other pixels, or hide that the file is
/// broken.
///
/// Thread-safe.
public final class SlideFormats {
    private final List<SlideFormat> formats;
    private final List<CompletenessCheck> checks;
    private final UnaryOperator<Slide> view;

    /// Readers and checks chosen by the caller.
    ///
    /// @param formats readers in order of preference
    /// @param checks asked before any reader is
    public SlideFormats(List<SlideFormat> formats, List<CompletenessCheck> checks) {
        this(formats, checks, UnaryOperator.identity());
    }

    private SlideFormats(List<SlideFormat> formats, List<CompletenessCheck> checks, UnaryOperator<Slide> view) {
        this.formats = List.copyOf(formats);
        this.checks = List.copyOf(checks);
        this.view = view;
    }

    /// The readers and checks on the class path; readers in the order of their services file.
    public static SlideFormats installed() {
        return new SlideFormats(services(SlideFormat.class), services(CompletenessCheck.class));
    }

    /// The same checks and one reader alone, as asked for by `--reader`: what it does not know stays unread,
    /// no other reader steps in.
    ///
    /// @throws IllegalArgumentException where there is no such reader; the message names those there are
    public SlideFormats only(String reader) {
        List<SlideFormat> asked =
                formats.stream().filter(format -> format.name().equals(reader)).toList();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no reader '" + reader + "', only " + String.join(", ", names()));
        }
        return new SlideFormats(asked, checks, view);
    }

    /// The same readers, whose slides are converted to sRGB where they hold a colour profile ([SrgbSlide]).
    public SlideFormats applyingIcc() {
        return seen(SrgbSlide::of);
    }

    /// The same readers and checks, with every slide seen in another way once it is open; asked for twice, the
    /// later view is of what the earlier one shows.
    ///
    /// @param way makes the view, to which the slide then belongs
    public SlideFormats seen(UnaryOperator<Slide> way) {
        return new SlideFormats(formats, checks, slide -> way.apply(view.apply(slide)));
    }

    /// Names of the readers, in order of preference.
    public List<String> names() {
        return formats.stream().map(SlideFormat::name).toList();
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
    /// @throws SlideException where the file is cut short, broken, or known to no reader; the message holds
    ///     every reader's refusal; or where its bytes cannot be fetched
    public Slide open(Path file) {
        requireFile(file);
        checks.forEach(check -> check.requireComplete(file));
        List<String> refusals = new ArrayList<>();
        boolean readerMissing = false;
        for (SlideFormat format : formats) {
            switch (format.recognise(file)) {
                case Recognition.Recognised recognised -> {
                    return view.apply(format.open(file));
                }
                case Recognition.NotMine notMine -> refusals.add(format.name() + ": " + notMine.reason());
                case Recognition.Unavailable unavailable -> {
                    readerMissing |= unavailable.likely() || formats.size() == 1;
                    refusals.add(format.name() + ": " + unavailable.reason());
                }
            }
        }
        String message =
                file.getFileName() + " is no slide that can be read here (" + String.join("; ", refusals) + ")";
        throw readerMissing ? new ReaderUnavailableException(message) : new UnsupportedSlideException(message);
    }

    private static void requireFile(Path file) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException none) {
            throw new UnsupportedSlideException(file + " does not exist");
        } catch (AccessDeniedException closed) {
            throw new UnsupportedSlideException(file + " may not be read: permission denied");
        } catch (IOException trouble) {
            throw new UnreachableSlideException(file + " cannot be reached: " + trouble.getMessage(), trouble);
        }
        if (!attributes.isRegularFile()) {
            throw new UnsupportedSlideException(file + " is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new UnsupportedSlideException(file + " may not be read: permission denied");
        }
        if (attributes.size() == 0) {
            throw new UnsupportedSlideException(
                    file.getFileName() + " is empty, a file of 0 bytes: copy it again from the scanner");
        }
    }
}
