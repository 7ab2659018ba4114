package org.acinus.stain;

/// The plane in which densities vary most: the two leading eigenvectors of their covariance.
///
/// @param first of the largest variance, turned so that it has more light taken away than added
/// @param second of the next
record PrincipalPlane(StainVector first, StainVector second) {
    private static final int MOST_SWEEPS = 50;
    private static final double SMALL = 1e-24;

    /// From a symmetric matrix of 3 x 3, by Jacobi's rotations.
    ///
    /// @param covariance row by row; changed
    static PrincipalPlane of(double[][] covariance) {
        double[][] vectors = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(covariance) > SMALL; sweep++) {
            rotate(covariance, vectors, 0, 1);
            rotate(covariance, vectors, 0, 2);
            rotate(covariance, vectors, 1, 2);
        }
        int first = largest(covariance, -1);
        int second = largest(covariance, first);
        StainVector leading = column(vectors, first);
        if (leading.red() + leading.green() + leading.blue() < 0) {
            leading = leading.combined(-1, leading, 0);
        }
        return new PrincipalPlane(leading, column(vectors, second));
    }

    private static double offDiagonal(double[][] matrix) {
        return matrix[0][1] * matrix[0][1] + matrix[0][2] * matrix[0][2] + matrix[1][2] * matrix[1][2];
    }

    private static int largest(double[][] matrix, int but) {
        int found = but == 0 ? 1 : 0;
        for (int i = 0; i < 3; i++) {
            if (i != but && matrix[i][i] > matrix[found][found]) {
                found = i;
            }
        }
        return found;
    }

    private static StainVector column(double[][] vectors, int index) {
        return new StainVector(vectors[0][index], vectors[1][index], vectors[2][index]);
    }

    /// Makes the element at (p, q) zero.
    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < 3; k++) {
            double left = matrix[k][p];
            double right = matrix[k][q];
            matrix[k][p] = cosine * left - sine * right;
            matrix[k][q] = sine * left + cosine * right;
        }
        for (int k = 0; k < 3; k++) {
            double upper = matrix[p][k];
            double lower = matrix[q][k];
            matrix[p][k] = cosine * upper - sine * lower;
            matrix[q][k] = sine * upper + cosine * lower;
            double left = vectors[k][p];
            double right = vectors[k][q];
            vectors[k][p] = cosine * left - sine * right;
            vectors[k][q] = sine * left + cosine * right;
        }
    }
}
