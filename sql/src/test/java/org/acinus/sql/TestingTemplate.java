package org.acinus.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.EmbeddedServer;
import org.jspecify.annotations.Nullable;

/// Stopped workspaces to begin with, made once a JVM: to make one takes seconds, to begin on a copy does not.
public final class TestingTemplate {
    /// A server without a schema of ours.
    public static final TestingTemplate BARE = new TestingTemplate();

    /// A server whose database has the newest schema and no rows.
    public static final TestingTemplate MIGRATED = new TestingTemplate();

    private static final String SERVER = "postgres";
    private @Nullable Path made;

    private TestingTemplate() {}

    /// Puts a copy into a workspace, a folder that has no server yet.
    public void copyTo(Path workspace) throws IOException {
        copy(made().resolve(SERVER), workspace.resolve(SERVER));
    }

    private synchronized Path made() throws IOException {
        if (made == null) {
            Path workspace = Files.createTempDirectory("acinus-template");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(workspace)));
            if (this == MIGRATED) {
                BARE.copyTo(workspace);
            }
            try (EmbeddedServer _ = EmbeddedServer.open(workspace, TestingServer.cache())) {
                if (this == MIGRATED) {
                    Database.inWorkspace(workspace, TestingServer.cache(), "test", Access.OWN)
                            .close();
                }
            }
            made = workspace;
        }
        return made;
    }

    /// Copies a folder with everything below it, with times and rights.
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// Deletes a folder with everything below it.
    static void deleteTree(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
