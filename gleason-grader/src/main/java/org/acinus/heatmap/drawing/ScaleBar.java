package org.acinus.heatmap.drawing;

import java.math.BigDecimal;

/// A bar of a round length: 1, 2 or 5 times a power of ten.
///
/// @param micrometres its length on the glass
/// @param pixels its length on the picture
public record ScaleBar(double micrometres, double pixels) {

    /// The longest bar that is not longer than allowed.
    ///
    /// @param spacingMicrons µm per pixel of the picture
    /// @param maxPixels longest bar, in pixels of the picture
    public static ScaleBar of(double spacingMicrons, double maxPixels) {
        double most = spacingMicrons * maxPixels;
        double decade = Math.pow(10, Math.floor(Math.log10(most)));
        double length = most >= 5 * decade ? 5 * decade : most >= 2 * decade ? 2 * decade : decade;
        return new ScaleBar(length, length / spacingMicrons);
    }

    /// Its length in words, for example `500 µm` or `2 mm`.
    public String label() {
        boolean millimetres = micrometres >= 1000;
        double value = millimetres ? micrometres / 1000 : micrometres;
        // BigDecimal prints 20 as 2E+1 once its zeros are stripped, hence the plain string.
        String number =
                new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        return number + (millimetres ? " mm" : " µm");
    }
}
