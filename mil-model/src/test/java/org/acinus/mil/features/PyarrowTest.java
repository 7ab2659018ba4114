package org.acinus.mil.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another program's view of a feature bag.
@Tag("oracle")
class PyarrowTest {
    private static final String SCRIPT = """
            import sys, pyarrow
            table = pyarrow.ipc.open_file(pyarrow.memory_map(sys.argv[1])).read_all()
            table.validate(full=True)
            meta = table.schema.metadata
            features = table['features'].to_pylist()
            print([str(field.type) for field in table.schema])
            print(table.num_rows, meta[b'acinus.format'].decode(), meta[b'acinus.slide_sha256'].decode()[:4])
            print(table['x0'].to_pylist()[-1], table['row'].to_pylist()[-1], table['width0'].to_pylist()[1])
            print(all(v == i * 0.5 - j * 0.25 for i, row in enumerate(features) for j, v in enumerate(row)))
            """;

    @TempDir
    private Path temp;

    @Test
    void pyarrowReadsWhatWasWritten() throws Exception {
        assumeTrue(run("import pyarrow").exitCode() == 0, "skipped: python3 has no pyarrow");
        Path file;
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, FeatureBagTest.header(6))) {
            FeatureBagTest.append(writer, 0, 250, 6);
            file = writer.commit();
        }

        Result result = run(SCRIPT, file.toString());

        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(result.text().lines())
                .containsExactly(
                        "['int32', 'int32', 'int64', 'int64', 'double', 'double', "
                                + "'fixed_size_list<item: float not null>[6]']",
                        "250 acinus-bag/1 5a5a",
                        "3000000249 2 449.5",
                        "True");
    }

    private record Result(int exitCode, String text) {}

    private static Result run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", script));
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
