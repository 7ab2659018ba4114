package org.acinus.stain;

/// Non-negative amounts of two stains in a density, few rather than many: the lasso for two unit vectors, solved in
/// closed form.
///
/// @param first unit vector
/// @param second unit vector
/// @param sparsity weight of the sum of amounts against half the squared error; 0 for plain least squares
record SparseAmounts(StainVector first, StainVector second, double sparsity) {

    /// Solves for one density.
    ///
    /// @param amounts of the first and the second stain, written
    void amounts(StainVector density, double[] amounts) {
        double cosine = first.dot(second);
        double alongFirst = density.dot(first) - sparsity;
        double alongSecond = density.dot(second) - sparsity;
        double determinant = 1 - cosine * cosine;
        double both1 = (alongFirst - cosine * alongSecond) / determinant;
        double both2 = (alongSecond - cosine * alongFirst) / determinant;
        if (both1 > 0 && both2 > 0) {
            amounts[0] = both1;
            amounts[1] = both2;
        } else if (both1 > both2) {
            amounts[0] = Math.max(0, alongFirst);
            amounts[1] = 0;
        } else {
            amounts[0] = 0;
            amounts[1] = Math.max(0, alongSecond);
        }
    }
}
