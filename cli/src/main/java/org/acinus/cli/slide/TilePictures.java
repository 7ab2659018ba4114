package org.acinus.cli.slide;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.TileTransform;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;

/// Saves a plan's tiles as pictures, portion by portion: a portion that is there already is not made again, so the
/// same command resumes. Holds the compressed pictures of one portion at most.
final class TilePictures {
    private static final StreamLimits LIMITS = new StreamLimits(2, 32, 64L << 20);

    private final Slide slide;
    private final TilePlan plan;
    private final PictureKind kind;
    private final StoredPictures stored;
    private final TileTransform transform;
    private final List<String> unreadable = new ArrayList<>();
    private long passedThrough;

    /// Pictures of a plan's tiles.
    ///
    /// @param transform what is done to each tile's pixels; only where it is empty can stored tiles pass through
    TilePictures(Slide slide, TilePlan plan, PictureKind kind, Optional<TileTransform> transform) {
        this.slide = slide;
        this.plan = plan;
        this.kind = kind;
        boolean unchanged = kind == PictureKind.JPEG && transform.isEmpty();
        this.stored = unchanged ? StoredPictures.of(slide, plan.grid()) : StoredPictures.none(plan.grid());
        this.transform = transform.orElse(TileTransform.NONE);
    }

    /// Where portions go.
    interface Target {
        /// Tiles in a portion.
        int portionTiles();

        /// Whether a portion was saved before.
        boolean has(int portion, List<TileFrame> tiles);

        /// Saves a portion, whole or not at all.
        void save(int portion, List<Picture> pictures) throws IOException;
    }

    /// A tile and its file's bytes.
    @SuppressWarnings("ArrayRecordComponent") // on their way to a file, never compared
    record Picture(TileFrame tile, byte[] bytes) {}

    /// Saves every tile.
    ///
    /// @param progress told how many tiles are done
    void save(Target target, Consumer<Integer> progress) throws IOException, InterruptedException {
        int step = target.portionTiles();
        for (int from = 0; from < plan.tiles().size(); from += step) {
            int end = Math.min(plan.tiles().size(), from + step);
            List<TileFrame> tiles = plan.tiles().subList(from, end);
            int portion = from / step;
            if (!target.has(portion, tiles)) {
                target.save(portion, pictures(tiles));
            }
            progress.accept(end);
        }
    }

    /// Reasons why tiles could not be read.
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /// Tiles whose stored bytes were taken as they are.
    long passedThrough() {
        return passedThrough;
    }

    private List<Picture> pictures(List<TileFrame> tiles) throws IOException, InterruptedException {
        Map<TileFrame, byte[]> files = new HashMap<>();
        List<TileFrame> others = new ArrayList<>();
        for (TileFrame tile : tiles) {
            try {
                Optional<byte[]> file = stored.file(tile);
                if (file.isPresent()) {
                    files.put(tile, file.get());
                    passedThrough++;
                } else {
                    others.add(tile);
                }
            } catch (UnreadableRegionException gap) {
                unreadable.add(String.valueOf(gap.getMessage()));
            }
        }
        decode(others, files);
        List<Picture> pictures = new ArrayList<>();
        for (TileFrame tile : tiles) {
            byte[] file = files.get(tile);
            if (file != null) {
                pictures.add(new Picture(tile, file));
            }
        }
        return pictures;
    }

    private void decode(List<TileFrame> tiles, Map<TileFrame, byte[]> files) throws IOException, InterruptedException {
        TilePlan some = new TilePlan(plan.grid(), tiles);
        try (TileStream stream = DecodingTileStream.open(slide, some, LIMITS, transform)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    encode(batch, files);
                    batch.unreadable().stream().map(UnreadableTile::reason).forEach(unreadable::add);
                }
            }
        }
    }

    private void encode(TileBatch batch, Map<TileFrame, byte[]> files) throws IOException {
        int side = batch.tilePixels();
        long bytes = RgbBuffer.byteSize(side, side);
        for (int i = 0; i < batch.tiles().size(); i++) {
            MemorySegment pixels = batch.pixels().asSlice(i * bytes, bytes);
            files.put(batch.tiles().get(i), kind.encode(new RgbBuffer(pixels, side, side)));
        }
    }
}
