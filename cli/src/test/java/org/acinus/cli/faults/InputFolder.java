package org.acinus.cli.faults;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The drop folder as the scanner left it: nobody but the scanner may change anything in it.
///
/// Thread-safe. Everything that a story puts there is written down here, with its bytes where they are final.
final class InputFolder {
    private final Path root;
    private final Path drafts;
    private final Map<Path, Trace> known = new ConcurrentHashMap<>();

    /// What a file was like; without a time where its story has not ended.
    private record Trace(long bytes, long modifiedMillis, long checksum) {
        static final Trace ANY = new Trace(-1, -1, -1);

        static Trace of(Path file) throws IOException {
            CRC32 sum = new CRC32();
            byte[] content = Files.readAllBytes(file);
            sum.update(content);
            return new Trace(content.length, Files.getLastModifiedTime(file).toMillis(), sum.getValue());
        }
    }

    InputFolder(Path root, Path drafts) throws IOException {
        this.root = Files.createDirectories(root);
        this.drafts = drafts;
    }

    Path root() {
        return root;
    }

    /// Writes a file, whole in one step; one that is there already is replaced.
    Path put(String name, byte[] bytes) throws IOException {
        Path file = own(name);
        Path draft = Files.createTempFile(drafts, "draft", "");
        Files.write(draft, bytes);
        known.put(file, Trace.of(draft));
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// A file that the story makes itself.
    Path own(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        known.put(file, Trace.ANY);
        return file;
    }

    /// Files of a folder whose names no text of Java's can say.
    void ownAllOf(String name) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(name))) {
            files.forEach(file -> known.putIfAbsent(file, Trace.ANY));
        }
    }

    /// The watcher is told to take this one away.
    void give(String name) {
        known.remove(root.resolve(name));
    }

    /// Files that are not as the scanner left them: changed, gone, or of somebody else's making.
    List<String> touched() throws IOException {
        List<String> touched = new ArrayList<>();
        for (Map.Entry<Path, Trace> file : known.entrySet()) {
            if (Files.notExists(file.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                touched.add(file.getKey() + " is gone");
            } else if (!file.getValue().equals(Trace.ANY)
                    && Files.isReadable(file.getKey())
                    && !file.getValue().equals(Trace.of(file.getKey()))) {
                touched.add(file.getKey() + " is another");
            }
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!known.containsKey(file)) {
                    touched.add(file + " is new");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return touched;
    }
}
