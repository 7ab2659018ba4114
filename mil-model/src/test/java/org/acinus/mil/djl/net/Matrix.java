package org.acinus.mil.djl.net;

import java.lang.foreign.MemorySegment;
import java.util.function.DoubleUnaryOperator;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.pack.Tensor;

/// Just enough linear algebra, in double precision and by the book, to write a paper's formulas down.
final class Matrix {
    private final double[][] rows;

    Matrix(double[][] rows) {
        this.rows = rows;
    }

    static Matrix zeros(int rows, int columns) {
        return new Matrix(new double[rows][columns]);
    }

    /// A tensor's values as so many rows.
    static Matrix of(Tensor tensor, int rows) {
        int columns = tensor.size() / rows;
        Matrix matrix = zeros(rows, columns);
        for (int i = 0; i < tensor.size(); i++) {
            matrix.rows[i / columns][i % columns] = tensor.at(i);
        }
        return matrix;
    }

    static Matrix of(FeatureRows bag) {
        float[] values = new float[bag.size() * bag.dimension()];
        bag.copy(0, bag.size(), MemorySegment.ofArray(values));
        Matrix matrix = zeros(bag.size(), bag.dimension());
        for (int i = 0; i < values.length; i++) {
            matrix.rows[i / bag.dimension()][i % bag.dimension()] = values[i];
        }
        return matrix;
    }

    /// The values, row by row; not a copy.
    double[][] rows() {
        return rows;
    }

    int height() {
        return rows.length;
    }

    int width() {
        return rows[0].length;
    }

    double at(int row, int column) {
        return rows[row][column];
    }

    Matrix times(Matrix other) {
        Matrix product = zeros(height(), other.width());
        for (int i = 0; i < height(); i++) {
            for (int j = 0; j < other.width(); j++) {
                for (int k = 0; k < width(); k++) {
                    product.rows[i][j] += rows[i][k] * other.rows[k][j];
                }
            }
        }
        return product;
    }

    Matrix transposed() {
        Matrix other = zeros(width(), height());
        for (int i = 0; i < height(); i++) {
            for (int j = 0; j < width(); j++) {
                other.rows[j][i] = rows[i][j];
            }
        }
        return other;
    }

    Matrix plus(Matrix other, double factor) {
        Matrix sum = zeros(height(), width());
        for (int i = 0; i < height(); i++) {
            for (int j = 0; j < width(); j++) {
                sum.rows[i][j] = rows[i][j] + factor * other.rows[i % other.height()][j];
            }
        }
        return sum;
    }

    Matrix each(DoubleUnaryOperator function) {
        Matrix image = zeros(height(), width());
        for (int i = 0; i < height(); i++) {
            for (int j = 0; j < width(); j++) {
                image.rows[i][j] = function.applyAsDouble(rows[i][j]);
            }
        }
        return image;
    }

    /// Each row made a distribution.
    Matrix softmax() {
        Matrix powers = each(Math::exp);
        for (double[] row : powers.rows) {
            double sum = 0;
            for (double value : row) {
                sum += value;
            }
            for (int j = 0; j < row.length; j++) {
                row[j] /= sum;
            }
        }
        return powers;
    }

    /// Some rows and columns, ends excluded.
    Matrix part(int fromRow, int toRow, int fromColumn, int toColumn) {
        Matrix part = zeros(toRow - fromRow, toColumn - fromColumn);
        for (int i = fromRow; i < toRow; i++) {
            System.arraycopy(rows[i], fromColumn, part.rows[i - fromRow], 0, toColumn - fromColumn);
        }
        return part;
    }

    Matrix above(Matrix other) {
        double[][] both = new double[height() + other.height()][];
        System.arraycopy(rows, 0, both, 0, height());
        System.arraycopy(other.rows, 0, both, height(), other.height());
        return new Matrix(both);
    }
}
