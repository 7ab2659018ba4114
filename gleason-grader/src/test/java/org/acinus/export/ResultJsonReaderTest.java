package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.PackId;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonReaderTest {
    private static final SlideReport REPORT = TestingReports.cancer(TestingReports.fourTiles());

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = new ResultJsonWriter("0.1.0", "none").writeInto(folder, REPORT);
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        SlideReport read = new ResultJsonReader().read(file, REPORT.result());

        assertThat(read.slide()).isEqualTo(REPORT.slide());
        assertThat(read.notice()).isEqualTo(REPORT.notice());
        List<TileResult> tiles = new ArrayList<>();
        read.tiles().forEach(tiles::add);
        assertThat(tiles).isEqualTo(REPORT.result().tiles());
    }

    @Test
    void aFileOfAnotherRunIsRefused() {
        SlideResult result = REPORT.result();
        PackId newer = new PackId("demo-head", "1.1.0", "0".repeat(64));
        SlideResult other = new SlideResult(
                result.sha256(),
                result.outcome(),
                result.tilesTotal(),
                result.tilesUnreadable(),
                newer,
                result.startedAt(),
                result.finishedAt(),
                List.of());

        assertThatThrownBy(() -> new ResultJsonReader().read(file, other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another run");
    }

    @Test
    void aBrokenFileIsRefusedWithWhatItLacks() throws IOException {
        String whole = Files.readString(file);

        Files.writeString(file, whole.replace("\"source\" : \"OVERRIDE\"", "\"source\" : \"GUESS\""));
        assertRefused("spacing");
        Files.writeString(file, whole.replace("\"reader\"", "\"writer\""));
        assertRefused("lacks /reader");
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        assertRefused("no JSON");
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> new ResultJsonReader().read(file, REPORT.result()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
    }
}
