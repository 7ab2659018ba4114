package org.acinus.wsi.direct.layout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Real numbers as C prints them with `%.17g`, which is how OpenSlide writes them into its properties.
final class PrintedDouble {
    private static final int DIGITS = 17;
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private PrintedDouble() {}

    /// Prints one.
    ///
    /// @param value finite
    static String of(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < DIGITS) {
            return rounded.toPlainString();
        }
        String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        String size = Integer.toString(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "e-" : "e+") + (size.length() < 2 ? "0" + size : size);
    }
}
