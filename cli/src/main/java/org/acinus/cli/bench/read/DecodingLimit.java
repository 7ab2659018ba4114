package org.acinus.cli.bench.read;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.bench.read.ReadMode.Origin;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.wsi.Slide;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.jpeg.BareDecoding;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.acinus.wsi.jpeg.JpegTables;

/// The limit of any reader: the stored tiles of level 0 at the listed origins, each decoded once by bare
/// libjpeg-turbo.
///
/// Only the decoding counts: streams are brought into memory beforehand, a few at a time, so that the whole
/// file need not fit. Thread-safe.
final class DecodingLimit {
    private static final int STREAMS_AT_A_TIME = 128;

    private final StoredTiles tiles;
    private final TileLayout layout;
    private final List<StoredTile> wanted;
    private final JpegTables tables;

    private DecodingLimit(StoredTiles tiles, List<StoredTile> wanted, JpegTables tables) {
        this.tiles = tiles;
        this.layout = tiles.layout(0);
        this.wanted = wanted;
        this.tables = tables;
    }

    /// The limit for these tiles; empty where they are not known to be stored as JPEG.
    static Optional<DecodingLimit> of(Slide slide, List<Origin> origins) {
        if (slide.storedTiles().isEmpty()) {
            return Optional.empty();
        }
        StoredTiles tiles = slide.storedTiles().get();
        TileLayout layout = tiles.layout(0);
        LinkedHashSet<StoredTile> wanted = new LinkedHashSet<>();
        for (Origin origin : origins) {
            int column = (int) (origin.x0() / layout.tileWidth());
            int row = (int) (origin.y0() / layout.tileHeight());
            if (column < layout.columns() && row < layout.rows()) {
                wanted.add(new StoredTile(0, column, row));
            }
        }
        return wanted.stream()
                .findFirst()
                .flatMap(tiles::jpeg)
                .map(first -> new DecodingLimit(
                        tiles,
                        List.copyOf(wanted),
                        first.tables().length == 0 ? JpegTables.NONE : JpegTables.of(first.tables())));
    }

    /// Stored tiles decoded in one pass.
    int tiles() {
        return wanted.size();
    }

    /// Decodes a share of the tiles on the calling thread.
    ///
    /// @param share from 0
    /// @param shares how many threads do this
    /// @return what the decoding took
    ThreadMeter decode(int share, int shares) {
        int from = (int) ((long) wanted.size() * share / shares);
        int to = (int) ((long) wanted.size() * (share + 1) / shares);
        ThreadMeter meter = new ThreadMeter();
        try (BareDecoding decoding =
                BareDecoding.open(JpegLibrary.require(), tables, layout.tileWidth(), layout.tileHeight())) {
            for (int at = from; at < to; at += STREAMS_AT_A_TIME) {
                try (Arena arena = Arena.ofConfined()) {
                    List<MemorySegment> streams = load(wanted.subList(at, Math.min(to, at + STREAMS_AT_A_TIME)), arena);
                    meter.run(streams.size(), () -> decoding.decode(streams));
                }
            }
        }
        return meter;
    }

    private List<MemorySegment> load(List<StoredTile> some, Arena arena) {
        List<MemorySegment> streams = new ArrayList<>(some.size());
        for (StoredTile tile : some) {
            byte[] stream =
                    tiles
                            .jpeg(tile)
                            .orElseThrow(() -> new CliException(ExitCode.INPUT, tile + " is not stored"))
                            .stream();
            streams.add(arena.allocateFrom(ValueLayout.JAVA_BYTE, stream));
        }
        return streams;
    }
}
