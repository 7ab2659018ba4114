package org.acinus.wsi.openslide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSlideVersionTest {
    @Test
    void versionsOrderByNumberAndNotByText() {
        assertThat(OpenSlideVersion.parse("3.4.1"))
                .hasValueSatisfying(old -> assertThat(old).isLessThan(OpenSlideLibrary.OLDEST_SAFE));
        assertThat(OpenSlideVersion.parse("4.0.10"))
                .hasValueSatisfying(recent -> assertThat(recent).isGreaterThan(OpenSlideLibrary.OLDEST_SAFE));
        assertThat(OpenSlideVersion.parse("4.0.1-dirty")).contains(new OpenSlideVersion(4, 0, 1));
        assertThat(OpenSlideVersion.parse("unknown")).isEmpty();
    }

    @Test
    void aMissingLibraryIsAReasonAndNotAnError() {
        assertThat(OpenSlideLibrary.load(List.of(Path.of("/nowhere/libopenslide.so.1")), false))
                .isInstanceOfSatisfying(
                        OpenSlideLibrary.Missing.class,
                        missing -> assertThat(missing.reason()).contains("./acinus"));
    }
}
