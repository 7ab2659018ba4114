package org.acinus.mil.pack.keras;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.acinus.mil.pack.InvalidPackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A file that HDF5 allows and Keras never writes: `src/test/hdf5/cycle.py`.
class KerasCycleTest {

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void groupsThatHoldOneAnotherAreRefused() throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(KerasCycleTest.class.getResource("/hdf5/cycle.h5"))
                .toURI());
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageEndingWith("the groups of layer c hold one another");
    }
}
