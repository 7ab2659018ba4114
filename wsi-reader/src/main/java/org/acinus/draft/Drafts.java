package org.acinus.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names for files and folders that are not whole yet, `.PID@PLACE-UUID.part`, and what becomes of those whose writer
/// was killed.
///
/// The name holds nothing of the target's, which may be as long as the file system allows. Nothing ever reads a draft.
public final class Drafts {
    private static final String END = ".part";
    private static final Pattern OWNED = Pattern.compile("\\.(\\d{1,18})@([0-9a-f]{8})-.*\\.part");

    private Drafts() {}

    /// A new name in a folder, of which this process is the owner.
    public static Path in(Path folder) {
        return folder.resolve(
                "." + ProcessHandle.current().pid() + "@" + ProcessPlace.mark() + "-" + UUID.randomUUID() + END);
    }

    /// A new name in the target's folder.
    public static Path beside(Path target) {
        Path absolute = target.toAbsolutePath();
        return in(absolute.resolveSibling(".").normalize());
    }

    /// Removes every draft in a folder. Call it only while nobody writes there.
    ///
    /// @param depth of folders that are looked into, at least 1
    /// @return how many
    /// @throws IOException where one cannot be removed
    public static int removeAll(Path folder, int depth) throws IOException {
        return remove(folder, depth, Drafts::isDraft);
    }

    /// Removes the drafts whose writers lived here and live no more; of others nothing is known here, and they stay.
    ///
    /// @param depth of folders that are looked into, at least 1
    /// @return how many
    /// @throws IOException where one cannot be removed
    public static int removeAbandoned(Path folder, int depth) throws IOException {
        return remove(folder, depth, Drafts::isAbandoned);
    }

    private static int remove(Path folder, int depth, Predicate<String> which) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        List<Path> drafts;
        try (Stream<Path> paths = Files.walk(folder, depth)) {
            drafts = paths.filter(path -> which.test(String.valueOf(path.getFileName())))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path draft : drafts) {
            delete(draft);
        }
        return drafts.size();
    }

    private static boolean isDraft(String name) {
        return name.startsWith(".") && name.endsWith(END);
    }

    private static boolean isAbandoned(String name) {
        Matcher owned = OWNED.matcher(name);
        return owned.matches()
                && owned.group(2).equals(ProcessPlace.mark())
                && ProcessPlace.isDead(Long.parseLong(owned.group(1)));
    }

    /// Two processes may tidy up at once: what is gone by now is no failure.
    static void delete(Path draft) throws IOException {
        try (Stream<Path> inside = Files.walk(draft)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException gone) {
            if (Files.exists(draft, LinkOption.NOFOLLOW_LINKS)) {
                throw gone;
            }
        }
    }
}
