package org.acinus.wsi.bioformats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.tiff.TiffTagBytes;

/// Keeps files from Bio-Formats whose XML could make its parser read other files.
///
/// Bio-Formats parses descriptions (OME, QPTIFF, Zeiss) without forbidding a DOCTYPE, by which an entity can
/// name any file of this machine or address of its network. No scanner writes one, so whatever holds one is
/// refused unread: in a TIFF any tag is searched, in a CZI the whole file, and a QPTIFF's annotations beside
/// it too. The second line of defence is the JVM's: the launcher tells its parser to deny any DOCTYPE.
final class DoctypeGuard {
    /// In lower case; the search goes by characters, whether they are stored in one byte or two.
    private static final List<String> FORBIDDEN = List.of("<!doctype", "<!entity");

    /// OME's word for "my description is in another file", which could be any.
    private static final String ELSEWHERE = "<binaryonly";

    private static final byte[] CZI = "ZISRAWFILE".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK_BYTES = 1 << 20;

    /// Beside a QPTIFF, whatever its ending.
    private static final String ANNOTATIONS = "_annotations.xml";

    private DoctypeGuard() {}

    /// Why Bio-Formats must not see the file; nothing where it may.
    static Optional<String> refusal(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".bfmemo") || name.endsWith(".xlef")) {
            return Optional.of("files of this kind are never opened: they can make Bio-Formats run or read anything");
        }
        try {
            Search search = new Search();
            if (!TiffTagBytes.show(file, search::look)) {
                if (!isCzi(file)) {
                    return Optional.of("neither a TIFF nor a CZI file");
                }
                lookAtAll(file, search);
            }
            lookAtAnnotations(file, search);
            return search.refusal();
        } catch (SlideException broken) {
            return Optional.of(String.valueOf(broken.getMessage()));
        } catch (IOException unreadable) {
            return Optional.of("it cannot be read: " + unreadable.getMessage());
        }
    }

    private static boolean isCzi(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer head = ByteBuffer.allocate(CZI.length);
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            return head.flip().equals(ByteBuffer.wrap(CZI));
        }
    }

    /// Whether another file is one that [#refusal] searches along with a slide.
    static boolean looksAt(Path slide, Path other) {
        return other.toString().endsWith(ANNOTATIONS)
                && other.resolveSibling(slide.getFileName()).equals(slide)
                && Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS);
    }

    private static void lookAtAnnotations(Path file, Search search) throws IOException {
        Path slide = file.toAbsolutePath().normalize();
        try (DirectoryStream<Path> siblings =
                Files.newDirectoryStream(slide.resolveSibling(""), path -> looksAt(slide, path))) {
            for (Path sibling : siblings) {
                lookAtAll(sibling, search);
            }
        }
    }

    private static void lookAtAll(Path file, Search search) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (channel.read(chunk) >= 0) {
                search.look(chunk.flip());
                chunk.clear();
            }
        }
    }

    /// Looks for words in bytes that come in pieces.
    private static final class Search {
        private static final int LONGEST = 16;

        private String tail = "";
        private Optional<String> found = Optional.empty();

        void look(ByteBuffer piece) {
            byte[] characters = new byte[piece.remaining()];
            int length = 0;
            while (piece.hasRemaining()) {
                byte next = piece.get();
                if (next != 0) {
                    characters[length++] = next;
                }
            }
            String text =
                    tail + new String(characters, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (FORBIDDEN.stream().anyMatch(text::contains)) {
                found = Optional.of("its description holds a DOCTYPE, which no scanner writes and which can make a"
                        + " parser read other files");
            } else if (text.contains(ELSEWHERE)) {
                found = Optional.of("its description is in another file");
            }
            tail = text.substring(Math.max(0, text.length() - LONGEST));
        }

        Optional<String> refusal() {
            return found;
        }
    }
}
