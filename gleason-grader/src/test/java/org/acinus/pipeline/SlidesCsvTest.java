package org.acinus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlidesCsvTest {
    @TempDir
    private Path folder;

    private SlidesCsv read(String text) throws IOException {
        return SlidesCsv.read(Files.writeString(folder.resolve("slides.csv"), text));
    }

    @Test
    void columnsMayComeInAnyOrderAndBeLeftOut() throws IOException {
        SlidesCsv csv = read("exclude,file,spacing\n,\"a, b.svs\",0.25\nyes,c.svs,\n");
        assertThat(csv.of(Path.of("sub/a, b.svs")).spacingMicrons()).hasValue(0.25);
        assertThat(csv.of(Path.of("c.svs"))).isEqualTo(new SlideOverride(Optional.empty(), true));
        assertThat(csv.of(Path.of("other.svs"))).isEqualTo(SlideOverride.NONE);
    }

    /// One table serves a run and the pages of its cases.
    @Test
    void thePartOfACaseIsForItsPageAndTellsARunNothing() throws IOException {
        SlidesCsv csv = read("file,case_id,part\na.svs,C-17,left base\n");
        assertThat(csv.of(Path.of("a.svs")).provenance())
                .isEqualTo(new Provenance(Optional.empty(), Optional.of("C-17")));
    }

    @Test
    void thePathDecidesBeforeTheName() throws IOException {
        SlidesCsv csv = read("file,spacing\nx.svs,0.5\nsub/x.svs,0.25\n");
        assertThat(csv.of(Path.of("sub/x.svs")).spacingMicrons()).hasValue(0.25);
        assertThat(csv.of(Path.of("x.svs")).spacingMicrons()).hasValue(0.5);
    }

    @Test
    void whatMakesNoSenseIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("file,spacing\na.svs,half\n")).hasMessageContaining("no number: half");
        assertThatThrownBy(() -> read("file,spacing\na.svs,-1\n")).hasMessageContaining("positive");
        assertThatThrownBy(() -> read("file,mpp\na.svs,1\n")).hasMessageContaining("no such column: mpp");
        assertThatThrownBy(() -> read("file,exclude\na.svs,maybe\n")).hasMessageContaining("maybe");
        assertThatThrownBy(() -> read("file\na.svs\na.svs\n")).hasMessageContaining("twice");
        assertThatThrownBy(() -> read("slide,mpp\n")).hasMessageContaining("no column file");
    }

    /// Nothing is turned, so nothing is taken that would want it.
    @Test
    void aRotationIsRefusedUnlessItIsNone() throws IOException {
        assertThat(read("file,rotation\na.svs,0\nb.svs,\nc.svs,0.0\n").all()).containsExactly(SlideOverride.NONE);
        assertThatThrownBy(() -> read("file,rotation\na.svs,90\n")).hasMessageContaining("must be 0 or empty, not 90");
    }
}
