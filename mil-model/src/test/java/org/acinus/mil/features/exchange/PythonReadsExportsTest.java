package org.acinus.mil.features.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagExecution;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// NumPy, h5py and pyarrow read what is exported: `ACINUS_PYTHON` names an interpreter that has them.
@Tag("oracle")
class PythonReadsExportsTest {
    private static final int TILES = 9;

    private static final String SCRIPT = """
            import sys, json, numpy as np, h5py, pyarrow
            half = np.load(sys.argv[1]); single = np.load(sys.argv[2])
            want = np.array([[i * 0.5 - j * 0.25 for j in range(5)] for i in range(9)])
            print(half['features'].dtype, half['features'].shape, (half['features'] == want).all())
            print(single['features'].dtype, single['coords'].dtype, (single['features'] == want).all())
            print(single['coords'].tolist()[8], single['addresses'].tolist()[8], single['sizes'].tolist()[8])
            print(json.loads(bytes(single['header.json']))['acinus.pack_name'])
            with h5py.File(sys.argv[3]) as f:
                print(f['features'].dtype, (f['features'][:] == want).all(), f['coords'][8].tolist())
                print(f['coords'].attrs['patch_size'], f['coords'].attrs['patch_size_level0'])
            table = pyarrow.ipc.open_file(pyarrow.memory_map(sys.argv[4])).read_all()
            table.validate(full=True)
            got = table['features'].combine_chunks().flatten().to_numpy().reshape(table.num_rows, -1)
            print(got.dtype, (got == want).all(), table.schema.metadata[b'acinus.device'].decode())
            """;

    @TempDir
    private Path temp;

    private static BagHeader header(FeaturePrecision precision) {
        return new BagHeader(
                "5a".repeat(32),
                new PackId("lite0", "1.0.0", "c3".repeat(32)),
                5,
                new TilingSpec(224, 0.5, 0, 0.5, 0.02),
                new BagGrid(100, 100, 0, true, 0.5, 0.25, 0.25),
                "saturation/1",
                "direct",
                List.of(),
                precision,
                Optional.of(new BagExecution("OnnxRuntime 1.29.0", "cpu", 8)),
                BagHeader.NO_STAIN);
    }

    private Path write(FeaturePrecision precision) {
        List<TileFrame> tiles = new ArrayList<>();
        float[] values = new float[TILES * 5];
        for (int i = 0; i < TILES; i++) {
            tiles.add(new TileFrame(new TileAddress(i, 2), 3_000_000_000L + i, 896, 448, 448));
            for (int j = 0; j < 5; j++) {
                values[5 * i + j] = i * 0.5f - j * 0.25f;
            }
        }
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header(precision))) {
            writer.append(tiles, new FeatureMatrix(values, TILES, 5));
            return writer.commit();
        }
    }

    @Test
    void everyNumberArrivesInPython() throws Exception {
        String python = System.getenv().getOrDefault("ACINUS_PYTHON", "python3");
        assumeTrue(run(python, "import numpy, h5py, pyarrow").exitCode() == 0, "skipped: no h5py or pyarrow");
        Path half = write(FeaturePrecision.FLOAT16);
        Path single = write(FeaturePrecision.FLOAT32);

        Result result = run(
                python,
                SCRIPT,
                BagExport.NPZ.run(half, temp.resolve("out"), "half").toString(),
                BagExport.NPZ.run(single, temp.resolve("out"), "single").toString(),
                BagExport.TRIDENT.run(single, temp.resolve("out"), "single").toString(),
                half.toString());

        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(result.text().lines())
                .containsExactly(
                        "float16 (9, 5) True",
                        "float32 int64 True",
                        "[3000000008, 896] [8, 2] [448.0, 448.0]",
                        "lite0",
                        "float32 True [3000000008, 896]",
                        "224 448",
                        "float16 True cpu");
    }

    @Test
    void exportOfTridentsLayoutIsImportedAgain() {
        Path single = write(FeaturePrecision.FLOAT32);
        Path exported = BagExport.TRIDENT.run(single, temp.resolve("out"), "bag");

        BagImport.Imported again = BagImport.run(
                exported,
                new ImportPlan(
                        "lite0", Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty()),
                temp.resolve("again"));

        assertThat(again.layout()).isEqualTo(BagLayout.TRIDENT);
        FeatureBag bag = FeatureBagReader.read(again.bag());
        assertThat(bag.features().toArray())
                .isEqualTo(FeatureBagReader.read(single).features().toArray());
        assertThat(bag.header().grid().spacingMicrons()).isEqualTo(0.5);
        assertThat(bag.tiles().get(8).x0()).isEqualTo(3_000_000_008L);
    }

    private record Result(int exitCode, String text) {}

    private static Result run(String python, String script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, "-c", script));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } catch (IOException noPython) {
            return new Result(-1, noPython.toString());
        }
    }
}
