package org.acinus.sql.results;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Optional;
import org.acinus.gleason.pattern.GleasonPattern;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternShares;
import org.acinus.gleason.pattern.TumourExtent;

/// What the tiles' patterns say of a slide, as columns of a run.
final class StoredPatterns {
    private StoredPatterns() {}

    /// Sets seven parameters: gleason_primary, gleason_secondary, pattern_shares, tumour_share, tumour_mm,
    /// tumour_span_mm, tissue_mm.
    ///
    /// @param first number of the first parameter
    static void bind(PreparedStatement insert, int first, Optional<PatternReading> reading) throws SQLException {
        Optional<GleasonScore> score = reading.flatMap(PatternReading::score);
        insert.setObject(first, score.map(known -> known.primary().number()).orElse(null), Types.SMALLINT);
        insert.setObject(
                first + 1, score.map(known -> known.secondary().number()).orElse(null), Types.SMALLINT);
        insert.setNull(first + 2, Types.ARRAY);
        if (reading.isPresent()) {
            PatternShares shares = reading.get().shares();
            Double[] ordered = {shares.g3(), shares.g4(), shares.g5()};
            insert.setArray(first + 2, insert.getConnection().createArrayOf("float8", ordered));
        }
        Optional<TumourExtent> extent = reading.map(PatternReading::extent);
        insert.setObject(first + 3, extent.map(TumourExtent::share).orElse(null), Types.DOUBLE);
        insert.setObject(first + 4, extent.map(TumourExtent::tumourMillimetres).orElse(null), Types.DOUBLE);
        insert.setObject(first + 5, extent.map(TumourExtent::spanMillimetres).orElse(null), Types.DOUBLE);
        insert.setObject(first + 6, extent.map(TumourExtent::tissueMillimetres).orElse(null), Types.DOUBLE);
    }

    /// Reads them back by name.
    static Optional<PatternReading> read(ResultSet row) throws SQLException {
        Array array = row.getArray("pattern_shares");
        if (array == null) {
            return Optional.empty();
        }
        Double[] shares = (Double[]) array.getArray();
        int primary = row.getInt("gleason_primary");
        Optional<GleasonScore> score = row.wasNull()
                ? Optional.empty()
                : Optional.of(new GleasonScore(pattern(primary), pattern(row.getInt("gleason_secondary"))));
        TumourExtent extent = new TumourExtent(
                row.getDouble("tumour_share"),
                row.getDouble("tumour_mm"),
                row.getDouble("tumour_span_mm"),
                row.getDouble("tissue_mm"));
        return Optional.of(new PatternReading(score, extent, new PatternShares(shares[0], shares[1], shares[2])));
    }

    private static GleasonPattern pattern(int number) {
        return Arrays.stream(GleasonPattern.values())
                .filter(known -> known.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The table's check lets no pattern " + number + " in"));
    }
}
