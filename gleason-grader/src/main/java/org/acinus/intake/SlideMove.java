package org.acinus.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.draft.Drafts;
import org.acinus.intake.companion.CompanionRule;
import org.acinus.intake.folder.DropFolder;
import org.acinus.intake.folder.FolderListing;
import org.acinus.pipeline.SlideFolder;

/// Moves a finished slide with all its files out of the drop folder.
///
/// Companions go first and the slide's own file last, so that a move that was cut short is taken up again: as
/// long as that file is there the move is not done. Nothing is overwritten. Thread-safe for different slides.
public final class SlideMove {
    private static final int MOST_TWINS = 1000;
    private static final List<String> PROOFS = List.of(".done", ".sha256");

    private final Path root;
    private final Path target;

    /// Moves from one folder to another, keeping paths below it.
    public SlideMove(Path root, Path target) {
        this.root = root;
        this.target = target;
    }

    /// Moves one slide; does nothing where its file is no longer there, or is another one by now: that one has not
    /// been worked at.
    ///
    /// @param key relative to the drop folder
    /// @param bytes length of the file that was worked at
    /// @param modified its time of last change
    /// @throws IOException where a file cannot be moved; another call goes on from there
    public void move(Path key, long bytes, Instant modified) throws IOException {
        if (!isStill(root.resolve(key), bytes, modified)) {
            return;
        }
        Path place = freePlace(key);
        for (Path companion : companions(key)) {
            moveFile(companion, place);
        }
        moveFile(key, place);
    }

    private static boolean isStill(Path file, long bytes, Instant modified) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile()
                    && now.size() == bytes
                    && now.lastModifiedTime().toInstant().equals(modified);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /// The target, or a folder `~2`, `~3`, … in it where a slide of that name was moved there before.
    private Path freePlace(Path key) throws IOException {
        for (int twin = 1; twin <= MOST_TWINS; twin++) {
            Path place = twin == 1 ? target : target.resolve("~" + twin);
            if (Files.notExists(place.resolve(key), LinkOption.NOFOLLOW_LINKS)) {
                return place;
            }
        }
        throw new FileAlreadyExistsException(target.resolve(key).toString());
    }

    private List<Path> companions(Path key) throws IOException {
        FolderListing listing = new DropFolder(root, List.of(target)).list();
        List<Path> companions = new ArrayList<>();
        for (CompanionRule rule : CompanionRule.all()) {
            if (rule.concerns(key)) {
                companions.addAll(rule.belongings(key, listing, root));
            }
        }
        for (String proof : PROOFS) {
            Path beside = key.resolveSibling(key.getFileName() + proof);
            listing.stamp(beside).ifPresent(stamp -> companions.add(beside));
        }
        // Whatever an index says: a slide is not moved before it has been worked at.
        companions.removeIf(SlideFolder::isCandidate);
        return companions;
    }

    private void moveFile(Path file, Path place) throws IOException {
        Path from = root.resolve(file);
        Path to = place.resolve(file);
        Files.createDirectories(Optional.ofNullable(to.getParent()).orElse(place));
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            copy(from, to);
            Files.delete(from);
        }
    }

    /// Across file systems: the whole copy is on the disk before the original goes.
    private static void copy(Path from, Path to) throws IOException {
        Path draft = Drafts.beside(to);
        // A watcher that was killed in mid copy left half a slide here, under no slide's name.
        Drafts.removeAbandoned(draft.resolveSibling(".").normalize(), 1);
        try {
            Files.copy(from, draft, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
