package org.acinus.mil.similar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.acinus.mil.PackId;
import org.acinus.tiling.TilingSpec;

/// Slides of known label whose tiles are compared with those of a new one. Names bags and slides where they are and
/// copies nothing of them; its file names them relative to its own folder, so that all may move together. Holds what
/// patients are called: it belongs where the labels are kept.
///
/// @param notice what it must not be used for
/// @param format of the file, 1
/// @param encoder whose embeddings the bags hold, all of them
/// @param dimension length of an embedding
/// @param tiling which tiles were asked for
/// @param stain how colours were brought to a reference
/// @param slides at least one without cancer and one with, each once
public record ReferenceCollection(
        String notice,
        int format,
        PackId encoder,
        int dimension,
        TilingSpec tiling,
        String stain,
        List<ReferenceSlide> slides) {
    private static final int FORMAT = 1;
    private static final String NOTICE = "Research use only; not a medical device.";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public ReferenceCollection {
        slides = List.copyOf(slides);
        if (format != FORMAT) {
            throw new CollectionException("its format is " + format + ", and this Acinus reads " + FORMAT);
        }
        if (slides.stream().noneMatch(ReferenceSlide::cancer) || slides.stream().allMatch(ReferenceSlide::cancer)) {
            throw new CollectionException("all its " + slides.size()
                    + " slides have cancer, or none has; to compare, it takes at least one of each");
        }
        long different = slides.stream().map(ReferenceSlide::sha256).distinct().count();
        if (different < slides.size()) {
            throw new CollectionException("it names a slide twice");
        }
    }

    /// A collection of this format.
    public ReferenceCollection(
            PackId encoder, int dimension, TilingSpec tiling, String stain, List<ReferenceSlide> slides) {
        this(NOTICE, FORMAT, encoder, dimension, tiling, stain, slides);
    }

    /// Reads a collection's file.
    ///
    /// @throws CollectionException where it is missing or none
    public static ReferenceCollection read(Path file) {
        try {
            Path folder = folderOf(file);
            ReferenceCollection stored = JSON.readValue(Files.readAllBytes(file), ReferenceCollection.class);
            return stored.with(
                    stored.slides.stream().map(slide -> slide.foundFrom(folder)).toList());
        } catch (NoSuchFileException missing) {
            throw new CollectionException(file + " does not exist; similar index makes it", missing);
        } catch (JsonProcessingException broken) {
            Throwable cause = broken.getCause() instanceof CollectionException ? broken.getCause() : broken;
            // Behind a semicolon Jackson names settings of its own.
            String first = String.valueOf(cause.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("; `.*", "");
            throw new CollectionException(
                    file + " is no collection of reference slides: " + first + "; make it anew with similar index",
                    broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    /// The bytes of the collection's file.
    ///
    /// @param file where they will lie
    public byte[] json(Path file) {
        Path folder = folderOf(file);
        try {
            ReferenceCollection seen =
                    with(slides.stream().map(slide -> slide.seenFrom(folder)).toList());
            return (JSON.writeValueAsString(seen) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A collection cannot be written", impossible);
        }
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().normalize().resolveSibling("").normalize();
    }

    private ReferenceCollection with(List<ReferenceSlide> found) {
        return new ReferenceCollection(notice, format, encoder, dimension, tiling, stain, found);
    }

    /// Requires tiles to be comparable: embedded by the same pack, of the same size and spacing, their colours brought
    /// to the same reference.
    ///
    /// @throws CollectionException saying what differs
    public void requireFit(PackId other, TilingSpec asked, String otherStain) {
        if (!encoder.sha256().equals(other.sha256())) {
            throw new CollectionException("the reference slides were embedded by " + words(encoder) + ", these by "
                    + words(other) + "; make a collection of bags of that pack");
        }
        if (tiling.tilePixels() != asked.tilePixels()
                || tiling.spacingMicrons() != asked.spacingMicrons()
                || !stain.equals(otherStain)) {
            throw new CollectionException("the reference slides have tiles of " + tiling.tilePixels() + " px at "
                    + tiling.spacingMicrons() + " µm, stain " + stain + ", these of " + asked.tilePixels() + " px at "
                    + asked.spacingMicrons() + " µm, stain " + otherStain + "; make a collection of bags like these");
        }
    }

    private static String words(PackId pack) {
        return pack.name() + " " + pack.version() + " (" + pack.sha256().substring(0, 12) + ")";
    }
}
