package org.acinus.mil.calibrate;

/// Cholesky's factor L of a symmetric positive definite matrix: L Lᵀ, L lower triangular. Immutable.
///
/// Rows one after another without the zeros: entry (i, j), j ≤ i, is at `i (i + 1) / 2 + j`.
public final class TriangularFactor {
    private final double[] entries;
    private final int size;

    private TriangularFactor(double[] entries, int size) {
        this.entries = entries;
        this.size = size;
    }

    /// Factors a matrix.
    ///
    /// @param matrix its lower triangle in the order above; overwritten
    /// @throws ArithmeticException where it is not positive definite
    public static TriangularFactor of(double[] matrix, int size) {
        for (int i = 0; i < size; i++) {
            int row = i * (i + 1) / 2;
            for (int j = 0; j <= i; j++) {
                int other = j * (j + 1) / 2;
                double sum = matrix[row + j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[row + k] * matrix[other + k];
                }
                if (i == j && !(sum > 0)) {
                    throw new ArithmeticException("The matrix is not positive definite at row " + i);
                }
                matrix[row + j] = i == j ? Math.sqrt(sum) : sum / matrix[other + j];
            }
        }
        return new TriangularFactor(matrix, size);
    }

    /// A factor that was kept.
    public static TriangularFactor ofEntries(double[] entries, int size) {
        return new TriangularFactor(entries.clone(), size);
    }

    public double[] entries() {
        return entries.clone();
    }

    int size() {
        return size;
    }

    /// Solves L y = b.
    public double[] solveLower(double[] b) {
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            int row = i * (i + 1) / 2;
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= entries[row + k] * y[k];
            }
            y[i] = sum / entries[row + i];
        }
        return y;
    }

    /// Solves L Lᵀ x = b.
    double[] solve(double[] b) {
        double[] x = solveLower(b);
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                x[i] -= entries[k * (k + 1) / 2 + i] * x[k];
            }
            x[i] /= entries[i * (i + 1) / 2 + i];
        }
        return x;
    }
}
