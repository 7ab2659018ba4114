package org.acinus.mil.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.ModelPack;
import org.acinus.tiling.TilingSpec;

/// Whose embeddings a bag holds and how they came about. Holds nothing that names a patient: the slide is a
/// hash.
///
/// @param slideSha256 hash of the slide's content, 64 lower-case hex digits
/// @param encoder the encoder pack
/// @param dimension length of an embedding
/// @param tiling what tiles were asked for
/// @param grid where they lie
/// @param tissue who chose the tiles, a machine's word such as `saturation/1`; a detector that would choose
///     others has another
/// @param reader which reader decoded the slide, for example `openslide`: another decoder may give other
///     pixels
/// @param classes names of a tile classifier's classes, whose probabilities the bag holds too; empty
///     otherwise
/// @param precision of the embeddings as they are stored
/// @param execution how they were computed; absent from bags of before it was kept, and from imported ones
/// @param stain how colours were brought to a reference, for example `macenko/1`; `none` where they were not
public record BagHeader(
        String slideSha256,
        PackId encoder,
        int dimension,
        TilingSpec tiling,
        BagGrid grid,
        String tissue,
        String reader,
        List<String> classes,
        FeaturePrecision precision,
        Optional<BagExecution> execution,
        String stain) {
    /// Colours are as the reader gave them.
    public static final String NO_STAIN = "none";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./_-]{0,99}");
    /// A detector, and the artefact checks with their limits, in one line.
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9][\\x20-\\x7e]{0,999}");

    private static final Pattern CLASS = Pattern.compile("[^,\\p{Cntrl}]{1,100}");
    private static final int HASH_DIGITS = 12;

    public BagHeader {
        classes = List.copyOf(classes);
        for (String name : classes) {
            requireMatch(CLASS, "A class", name);
        }
        requireMatch(SHA256, "The slide's hash", slideSha256);
        requireMatch(SHA256, "The encoder's hash", encoder.sha256());
        requireMatch(WORD, "The encoder's name", encoder.name());
        requireMatch(WORD, "The encoder's version", encoder.version().replace('+', '-'));
        requireMatch(WORDS, "What chose the tiles", tissue);
        requireMatch(WORD, "The reader's name", reader);
        requireMatch(WORD, "The stain normalisation", stain);
        if (encoder.name().contains("/") || dimension < 1) {
            throw new IllegalArgumentException("No bag has features of " + encoder.name() + " x " + dimension);
        }
    }

    /// Embeddings of unchanged colours as float32, nothing known of how they were computed.
    public BagHeader(
            String slideSha256,
            PackId encoder,
            int dimension,
            TilingSpec tiling,
            BagGrid grid,
            String tissue,
            String reader,
            List<String> classes) {
        this(
                slideSha256,
                encoder,
                dimension,
                tiling,
                grid,
                tissue,
                reader,
                classes,
                FeaturePrecision.FLOAT32,
                Optional.empty(),
                NO_STAIN);
    }

    /// The same without classes.
    public BagHeader(
            String slideSha256,
            PackId encoder,
            int dimension,
            TilingSpec tiling,
            BagGrid grid,
            String tissue,
            String reader) {
        this(slideSha256, encoder, dimension, tiling, grid, tissue, reader, List.of());
    }

    private static void requireMatch(Pattern pattern, String what, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " cannot be '" + text + "'");
        }
    }

    /// All that the header says, as the file's metadata says it: `acinus.slide_sha256` and so on.
    public Map<String, String> metadata() {
        return BagSchema.metadata(this);
    }

    /// Name of the bag's file: slide, encoder, and twelve digits of a hash over the encoder's hash and
    /// everything that decides which tiles there are and what they show. Bags that may differ have different
    /// names.
    public String fileName() {
        List<String> parameters = new ArrayList<>(List.of(
                encoder.sha256(),
                String.valueOf(tiling.tilePixels()),
                String.valueOf(tiling.spacingMicrons()),
                String.valueOf(tiling.overlapPixels()),
                String.valueOf(tiling.minTissueFraction()),
                String.valueOf(tiling.spacingTolerance()),
                String.valueOf(grid.level0SpacingXMicrons()),
                String.valueOf(grid.level0SpacingYMicrons()),
                tissue,
                reader));
        if (!stain.equals(NO_STAIN)) {
            parameters.add(stain);
        }
        if (precision != FeaturePrecision.FLOAT32) {
            parameters.add(precision.name());
        }
        String hash = ModelPack.sha256(String.join("\n", parameters).getBytes(StandardCharsets.UTF_8));
        return slideSha256 + "-" + encoder.name() + "-" + hash.substring(0, HASH_DIGITS) + ".arrow";
    }
}
