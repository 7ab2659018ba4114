package org.acinus.cli.bench.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.cli.bench.read.ReadBench.Round;
import org.acinus.cli.terminal.Json;

/// What `bench read` found.
///
/// @param tiles read in each round
/// @param reading rounds of the reader, or of the limit where that is all that was asked for
/// @param limit rounds of the bare decoder; none where there is no limit
record ReadReport(int tiles, List<Round> reading, List<Round> limit) {
    ReadReport {
        reading = List.copyOf(reading);
        limit = List.copyOf(limit);
    }

    /// Processor time a tile.
    double cpuMillis() {
        return median(reading, Round::cpuMillis);
    }

    double tilesPerSecond() {
        return median(reading, Round::perSecond);
    }

    /// Processor time of one bare decode.
    Optional<Double> limitCpuMillis() {
        return limit.isEmpty() ? Optional.empty() : Optional.of(median(limit, Round::cpuMillis));
    }

    /// Processor time a tile over that of one bare decode, round by round.
    Optional<Measured> ratio() {
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            ratios.add(reading.get(i).cpuMillis() / limit.get(i).cpuMillis());
        }
        return Optional.of(Measured.of(ratios));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Measured.of(rounds.stream().mapToDouble(figure).boxed().toList()).median();
    }

    ObjectNode toJson() {
        ObjectNode root = Json.object();
        root.put("cpu_ms_per_tile", cpuMillis());
        root.put("tiles_per_second", tilesPerSecond());
        root.put("tiles", tiles);
        ProcessMeter.peakBytes().ifPresent(bytes -> root.put("peak_rss_mb", bytes >> 20));
        limitCpuMillis().ifPresent(millis -> {
            root.put("limit_cpu_ms_per_tile", millis);
            root.put("limit_tiles_per_second", median(limit, Round::perSecond));
        });
        ratio().ifPresent(ratio -> {
            root.put("ratio", ratio.median());
            root.put("ratio_least", ratio.least());
            root.put("ratio_greatest", ratio.greatest());
        });
        return root;
    }
}
