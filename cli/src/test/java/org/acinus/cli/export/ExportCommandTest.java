package org.acinus.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.acinus.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void aWorkspaceThatIsNotThereIsNamedAndNotMade() {
        Path nowhere = folder.resolve("nowhere");

        assertThat(run("export", "qupath", "--workspace", nowhere.toString(), "--out", folder.toString()))
                .isEqualTo(3);

        assertThat(err.toString()).contains(nowhere + " holds no results").contains("--workspace");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(run("export")).isEqualTo(2);
        assertThat(run("export", "qupath", "--workspace", folder.toString())).isEqualTo(2);
        assertThat(run("export", "qupath", "--out", folder.toString(), "--frame", "half"))
                .isEqualTo(2);
    }

    @Test
    void everyExportHasHelp() {
        for (String kind : new String[] {"qupath", "heatmap", "csv"}) {
            assertThat(run("export", kind, "--help")).isZero();
        }
    }

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
    }
}
