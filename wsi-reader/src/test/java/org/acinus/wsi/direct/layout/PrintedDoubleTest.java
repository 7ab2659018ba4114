package org.acinus.wsi.direct.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedDoubleTest {
    /// As glibc's `printf("%.17g")` prints them.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "20, 20",
        "0.1, 0.10000000000000001",
        "0.499, 0.499",
        "0.2521, 0.25209999999999999",
        "352.77777777777777, 352.77777777777777",
        "1e22, 1e+22",
        "123456789012345680, 1.2345678901234568e+17",
        "1e16, 10000000000000000",
        "0.0001, 0.0001",
        "0.00001, 1.0000000000000001e-05",
        "-2.5, -2.5",
        "1e-300, 1e-300"
    })
    void numbersArePrintedAsByC(double value, String printed) {
        assertThat(PrintedDouble.of(value)).isEqualTo(printed);
    }
}
