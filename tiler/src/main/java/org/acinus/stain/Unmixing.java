package org.acinus.stain;

/// Amounts of two stains in a density, by least squares.
///
/// @param forHaematoxylin inner product with a density gives the amount of haematoxylin
/// @param forEosin likewise of eosin
record Unmixing(StainVector forHaematoxylin, StainVector forEosin) {

    /// The pseudo-inverse of the matrix whose columns are the two vectors.
    static Unmixing of(StainVector haematoxylin, StainVector eosin) {
        double hh = haematoxylin.dot(haematoxylin);
        double he = haematoxylin.dot(eosin);
        double ee = eosin.dot(eosin);
        double determinant = hh * ee - he * he;
        return new Unmixing(
                haematoxylin.combined(ee / determinant, eosin, -he / determinant),
                eosin.combined(hh / determinant, haematoxylin, -he / determinant));
    }
}
