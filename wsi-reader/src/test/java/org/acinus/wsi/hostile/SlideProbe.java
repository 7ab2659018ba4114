package org.acinus.wsi.hostile;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import org.acinus.wsi.CompletenessCheck;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.NotBrightfieldException;
import org.acinus.wsi.ReaderUnavailableException;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.SlideFormat;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.SpacingException;
import org.acinus.wsi.TruncatedSlideException;
import org.acinus.wsi.UnreachableSlideException;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.metadata.PyramidLevel;

/// A process that opens files and reads all of them, as long as it lives: `READER<tab>FILE` in, a line of [Probed]
/// out.
///
/// Reader [#ANY] is what everybody uses, [SlideFormats#open]; a name is that reader behind the same checks.
final class SlideProbe {
    static final String ANY = "any";

    /// Slides beyond this are read at their corners and in the middle only, px.
    private static final long MOST_PIXELS = 16_000_000;

    private static final int WINDOW = 512;
    private static final int MOST_LEVELS = 16;

    private final SlideFormats everything = SlideFormats.installed();

    private SlideProbe() {}

    /// Answers every line of standard input.
    public static void main(String[] arguments) throws IOException {
        // Whatever a library prints must not be taken for an answer.
        PrintStream answers = System.out;
        System.setOut(System.err);
        SlideProbe probe = new SlideProbe();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] question = line.split("\t", 2);
            answers.println(probe.ask(question[0], Path.of(question[1])).toLine());
            answers.flush();
        }
    }

    private Probed ask(String reader, Path file) throws IOException {
        forgetPeak();
        long begin = cpuNanos();
        Probed answer = answer(reader, file);
        return new Probed(
                answer.verdict(),
                answer.sha256(),
                answer.size(),
                (cpuNanos() - begin) / 1e9,
                peakMebibytes(),
                answer.message());
    }

    private Probed answer(String reader, Path file) {
        try (Slide slide = formats(reader).open(file)) {
            List<PyramidLevel> levels = slide.metadata().levels();
            String sha256 = readLevel(slide, levels.getFirst());
            for (PyramidLevel level : levels.subList(1, Math.min(MOST_LEVELS, levels.size()))) {
                readLevel(slide, level);
            }
            String size = slide.metadata().width() + "x" + slide.metadata().height();
            return new Probed(
                    Probed.Verdict.READ, sha256, size, 0, 0, slide.metadata().toString());
        } catch (SlideException refusal) {
            return Probed.failed(verdict(refusal), String.valueOf(refusal.getMessage()));
        } catch (OutOfMemoryError tooMuch) {
            return Probed.failed(Probed.Verdict.MEMORY, tooMuch.toString());
        } catch (RuntimeException | StackOverflowError defect) {
            StackTraceElement[] trace = defect.getStackTrace();
            return Probed.failed(Probed.Verdict.UNTYPED, defect + (trace.length > 0 ? " at " + trace[0] : ""));
        }
    }

    private SlideFormats formats(String reader) {
        return reader.equals(ANY)
                ? everything
                : new SlideFormats(
                        services(SlideFormat.class).stream()
                                .filter(format -> format.name().equals(reader))
                                .toList(),
                        services(CompletenessCheck.class));
    }

    /// Names of the readers on the class path.
    static List<String> readers() {
        return services(SlideFormat.class).stream().map(SlideFormat::name).toList();
    }

    private static <T> List<T> services(Class<T> type) {
        return ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /// Reads a whole level, or five windows of a large one.
    ///
    /// @return the sha256 of its pixels, or nothing where not all were read
    private static String readLevel(Slide slide, PyramidLevel level) {
        MessageDigest sha256 = sha256();
        if (level.width() * level.height() > MOST_PIXELS || level.width() > MOST_PIXELS / WINDOW) {
            for (double place : new double[] {0, 0.25, 0.5, 0.75, 1}) {
                long x = (long) (place * (level.width() - 1) * level.downsample());
                long y = (long) (place * (level.height() - 1) * level.downsample());
                slide.read(new Region(level.index(), x, y, WINDOW, WINDOW), RgbBuffer.onHeap(WINDOW, WINDOW));
            }
            return "";
        }
        int width = (int) level.width();
        for (long y = 0; y < level.height(); y += WINDOW) {
            int rows = (int) Math.min(WINDOW, level.height() - y);
            RgbBuffer pixels = RgbBuffer.onHeap(width, rows);
            slide.read(new Region(level.index(), 0, Math.round(y * level.downsample()), width, rows), pixels);
            sha256.update(pixels.pixels().toArray(ValueLayout.JAVA_BYTE));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /// Linux starts the peak anew (man 5 proc, clear_refs).
    private static void forgetPeak() throws IOException {
        Path clear = Path.of("/proc/self/clear_refs");
        if (Files.isWritable(clear)) {
            Files.writeString(clear, "5");
        }
    }

    private static long peakMebibytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static Probed.Verdict verdict(SlideException refusal) {
        return switch (refusal) {
            case UnsupportedSlideException unsupported -> Probed.Verdict.UNSUPPORTED;
            case CorruptSlideException corrupt -> Probed.Verdict.CORRUPT;
            case TruncatedSlideException truncated -> Probed.Verdict.TRUNCATED;
            case UnreadableRegionException unreadable -> Probed.Verdict.UNREADABLE;
            case UnreachableSlideException untouched -> Probed.Verdict.UNTYPED;
            case NotBrightfieldException other -> Probed.Verdict.NOT_BRIGHTFIELD;
            case SpacingException spacing -> Probed.Verdict.SPACING;
            case ReaderUnavailableException missing -> Probed.Verdict.UNAVAILABLE;
        };
    }
}
