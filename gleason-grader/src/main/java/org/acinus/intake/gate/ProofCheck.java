package org.acinus.intake.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.acinus.intake.companion.NamedFiles;
import org.acinus.intake.folder.FileStamp;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.SafeText;
import org.acinus.outcome.FailureCode;

/// What the sender laid beside a slide to say that it is complete. One thread at a time.
final class ProofCheck {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int LONGEST_MANIFEST = 4 << 20;

    private final Path root;
    private final GateSettings.Proof proof;
    /// Files that had the hash that was asked for, so that a gigabyte is not hashed at every look.
    private final Map<Path, Matched> matched = new HashMap<>();

    private record Matched(FileStamp stamp, String sha256) {}

    ProofCheck(Path root, GateSettings.Proof proof) {
        this.root = root;
        this.proof = proof;
    }

    /// Why the slide must wait still; empty where the proof is there, or none is asked for.
    Optional<Verdict> check(Path key, List<Path> members, FolderListing listing) throws IOException {
        return switch (proof) {
            case NONE -> Optional.empty();
            case DONE_MARKER -> beside(key, ".done", listing).isPresent() ? Optional.empty() : absent(key, ".done");
            case CHECKSUMS -> {
                Optional<Path> manifest = beside(key, ".sha256", listing);
                yield manifest.isPresent() ? compare(key, members, manifest.get(), listing) : absent(key, ".sha256");
            }
        };
    }

    private static Optional<Path> beside(Path key, String ending, FolderListing listing) {
        Path file = key.resolveSibling(key.getFileName() + ending);
        return listing.stamp(file).map(stamp -> file);
    }

    private static Optional<Verdict> absent(Path key, String ending) {
        return incomplete("missing: " + SafeText.of(key.getFileName() + ending));
    }

    private static Optional<Verdict> incomplete(String reason) {
        return Optional.of(new Verdict.Incomplete(FailureCode.INCOMPLETE, reason));
    }

    private Optional<Verdict> compare(Path key, List<Path> members, Path manifest, FolderListing listing)
            throws IOException {
        Map<Path, String> stated = stated(manifest);
        List<Path> unstated = new ArrayList<>(members);
        unstated.add(key);
        unstated.removeAll(stated.keySet());
        if (!unstated.isEmpty()) {
            return incomplete(SafeText.of(manifest.toString()) + " does not name "
                    + SafeText.of(unstated.getFirst().toString()));
        }
        for (Map.Entry<Path, String> line : stated.entrySet()) {
            Optional<FileStamp> stamp = listing.stamp(line.getKey());
            if (stamp.isEmpty()) {
                return incomplete("missing: " + SafeText.of(line.getKey().toString()));
            }
            if (!hash(line.getKey(), stamp.get()).equals(line.getValue())) {
                return incomplete(SafeText.of(line.getKey().toString()) + " has not the sha256 that "
                        + SafeText.of(manifest.toString()) + " states");
            }
        }
        return Optional.empty();
    }

    private Map<Path, String> stated(Path manifest) throws IOException {
        Map<Path, String> stated = new LinkedHashMap<>();
        Path folder = Optional.ofNullable(manifest.getParent()).orElse(Path.of(""));
        try (InputStream in = Files.newInputStream(root.resolve(manifest), LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (line.matches("[0-9a-fA-F]{64} [ *].+")) {
                    Path named = NamedFiles.inside(folder, line.substring(66));
                    stated.put(named, line.substring(0, 64).toLowerCase(Locale.ROOT));
                }
            }
        }
        return stated;
    }

    private String hash(Path file, FileStamp stamp) throws IOException {
        Matched known = matched.get(file);
        if (known != null && known.stamp.equals(stamp)) {
            return known.sha256;
        }
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(root.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        matched.put(file, new Matched(stamp, sha256));
        return sha256;
    }

    /// Forgets files that are no longer there.
    void forgetAllBut(FolderListing listing) {
        matched.keySet().removeIf(file -> listing.stamp(file).isEmpty());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
