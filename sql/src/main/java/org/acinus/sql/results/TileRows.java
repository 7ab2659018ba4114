package org.acinus.sql.results;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Tile rows on the wire, in PostgreSQL's binary COPY format: a header, then for each row the number of
/// fields and for each field its length (-1 for null) and its bytes, big-endian; -1 ends it ("File Formats"
/// in the manual's page on COPY).
///
/// One thread, one run, used once. Runs inside the caller's transaction.
public final class TileRows {
    private static final String COLUMNS = " (x0, y0, run_id, row_index, column_index, shape, reason, month,"
            + " attention, contribution, cancer_probability, p_benign, p_g3, p_g4, p_g5, uncertainty, site_id, state) FROM STDIN (FORMAT binary)";
    private static final short FIELDS = 18;
    /// Day 0 of PostgreSQL's calendar.
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_ROW = Short.BYTES + FIELDS * (Integer.BYTES + Long.BYTES);

    private final int runId;
    private final short site;
    private final Month month;
    private final int monthDays;
    private final Numbering<TileShape> shapes = new Numbering<>();
    private final Numbering<String> reasons = new Numbering<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /// Where the rows of a month go.
    ///
    /// Straight into the month's own table: COPY does not write through row security, which guards the whole one.
    ///
    /// @param first its first day
    /// @param table the partition's name, without its schema
    public record Month(LocalDate first, String table) {}

    /// Rows of one run.
    public TileRows(int runId, short site, Month month) {
        this.runId = runId;
        this.site = site;
        this.month = month;
        this.monthDays = Math.toIntExact(ChronoUnit.DAYS.between(EPOCH, month.first()));
    }

    /// The shapes that the copied rows refer to by number.
    Map<TileShape, Integer> shapes() {
        return shapes.all();
    }

    /// The reasons that the copied rows refer to by number.
    Map<String, Integer> reasons() {
        return reasons.all();
    }

    /// Copies all of them, in binary.
    public void copy(Connection connection, List<TileResult> tiles) throws SQLException {
        CopyIn copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY acinus." + month.table() + COLUMNS);
        try {
            buffer.put(SIGNATURE).putInt(0).putInt(0); // no flags, no header extension
            for (TileResult tile : tiles) {
                if (buffer.remaining() < LONGEST_ROW) {
                    send(copy);
                }
                put(tile);
            }
            buffer.putShort((short) -1);
            send(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void put(TileResult tile) {
        Optional<TileScore> score = tile.score();
        buffer.putShort(FIELDS);
        put(tile.frame().x0());
        put(tile.frame().y0());
        put(runId);
        put(tile.frame().address().row());
        put(tile.frame().address().column());
        put(shapes.of(TileShape.of(tile)));
        tile.reason().map(reasons::of).ifPresentOrElse(this::put, this::putNull);
        put(monthDays);
        score.map(TileScore::attention).ifPresentOrElse(this::put, this::putNull);
        score.map(TileScore::contribution).ifPresentOrElse(this::put, this::putNull);
        put(score.map(TileScore::cancerProbability).orElse(OptionalDouble.empty()));
        putPatterns(score.flatMap(TileScore::patterns));
        put(score.map(TileScore::uncertainty).orElse(OptionalDouble.empty()));
        put(site);
        put(code(tile.state()));
    }

    private void putPatterns(Optional<PatternProbabilities> patterns) {
        if (patterns.isPresent()) {
            PatternProbabilities known = patterns.get();
            put((float) known.benign());
            put((float) known.g3());
            put((float) known.g4());
            put((float) known.g5());
        } else {
            putNull();
            putNull();
            putNull();
            putNull();
        }
    }

    private void put(OptionalDouble value) {
        if (value.isPresent()) {
            put((float) value.getAsDouble());
        } else {
            putNull();
        }
    }

    /// The number that stands for a state in the table.
    private static short code(TileResult.State state) {
        return switch (state) {
            case SCORED -> 0;
            case EXCLUDED -> 1;
            case UNREADABLE -> 2;
        };
    }

    private void put(long value) {
        buffer.putInt(Long.BYTES).putLong(value);
    }

    private void put(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
    }

    private void put(short value) {
        buffer.putInt(Short.BYTES).putShort(value);
    }

    private void put(float value) {
        buffer.putInt(Float.BYTES).putFloat(value);
    }

    private void putNull() {
        buffer.putInt(-1);
    }
}
