package org.acinus.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acinus.export.ResultFolders;
import org.acinus.export.ResultOwner;
import org.acinus.sql.retention.Retention;

/// The part of retention that lies in the workspace's folders.
///
/// Run after the database has let go: what a crash leaves in between goes the next time.
///
/// @param keep whose feature files stay
record RetentionFiles(Path workspace, Retention.FilesToKeep keep) {
    /// A bag's name begins with its slide's sha256.
    private static final Pattern BAG = Pattern.compile("([0-9a-f]{64})-.*\\.arrow");

    /// Deletes the feature files that are past their time.
    ///
    /// @param dryRun only count
    /// @return how many
    int features(boolean dryRun) throws IOException {
        Path folder = workspace.resolve("features");
        if (keep.featuresBefore().isEmpty() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        int old = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = BAG.matcher(String.valueOf(file.getFileName()));
                boolean past = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(keep.featuresBefore().get());
                if (past && name.matches() && !keep.slides().contains(name.group(1))) {
                    old++;
                    if (!dryRun) {
                        Files.delete(file);
                    }
                }
            }
        }
        return old;
    }

    /// Deletes the folders of results that went. A folder that holds a newer run of the same slide stays.
    ///
    /// @return how many
    int results(List<Retention.Gone> results, boolean dryRun) throws IOException {
        ResultFolders folders = new ResultFolders(workspace.resolve("results"));
        int deleted = 0;
        for (Retention.Gone gone : results) {
            Optional<Path> folder = folders.find(ResultOwner.of(gone.sourceRoot(), gone.file(), gone.sha256()));
            if (folder.isPresent() && !keep.slides().contains(gone.sha256())) {
                deleted++;
                if (!dryRun) {
                    delete(folder.get());
                }
            }
        }
        return deleted;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
