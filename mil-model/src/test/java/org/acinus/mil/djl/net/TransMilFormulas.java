package org.acinus.mil.djl.net;

import org.acinus.mil.FeatureRows;
import org.acinus.mil.pack.Tensor;

/// TransMIL (arXiv 2106.00908, algorithm 2; Nyström attention as in arXiv 2102.03902, algorithm 1, in the form of
/// the reference code) in plain Java, in double precision.
final class TransMilFormulas {
    private final PaperFormulas formulas;
    private final int heads;

    TransMilFormulas(PaperFormulas formulas, int heads) {
        this.formulas = formulas;
        this.heads = heads;
    }

    Matrix logits(FeatureRows bag) {
        Matrix h = formulas.embedded(bag);
        int side = (int) Math.ceil(Math.sqrt(h.height()));
        int missing = side * side - h.height();
        Matrix square = missing == 0 ? h : h.above(h.part(0, missing, 0, h.width()));
        Matrix tokens = formulas.row("token.row").above(square);
        Matrix seen = tokens.plus(nystrom("attention1", normal("norm1", tokens)), 1);
        Matrix placed = seen.part(0, 1, 0, h.width()).above(encoded(seen, side));
        Matrix last = placed.plus(nystrom("attention2", normal("norm2", placed)), 1);
        return formulas.linear("classifier", normal("norm3", last).part(0, 1, 0, h.width()));
    }

    private Matrix normal(String name, Matrix x) {
        Matrix gamma = formulas.row(name + ".gamma");
        Matrix beta = formulas.row(name + ".beta");
        Matrix result = Matrix.zeros(x.height(), x.width());
        for (int i = 0; i < x.height(); i++) {
            double mean = 0;
            double variance = 0;
            for (double value : x.rows()[i]) {
                mean += value / x.width();
            }
            for (double value : x.rows()[i]) {
                variance += (value - mean) * (value - mean) / x.width();
            }
            for (int j = 0; j < x.width(); j++) {
                result.rows()[i][j] = (x.at(i, j) - mean) / Math.sqrt(variance + 1e-5) * gamma.at(0, j) + beta.at(0, j);
            }
        }
        return result;
    }

    private Matrix nystrom(String name, Matrix tokens) {
        int width = tokens.width();
        int landmarks = width / 2;
        int padding = (landmarks - tokens.height() % landmarks) % landmarks;
        Matrix padded = padding == 0 ? tokens : Matrix.zeros(padding, width).above(tokens);
        Matrix qkv = padded.times(formulas.weight(name + ".qkv").transposed());
        int size = width / heads;
        Matrix joined = Matrix.zeros(padded.height(), width);
        double columnBound = 0;
        double rowBound = 0;
        for (int head = 0; head < heads; head++) {
            Matrix middle = middle(qkv, head, size, width, landmarks);
            columnBound = Math.max(columnBound, greatestSum(middle));
            rowBound = Math.max(rowBound, greatestSum(middle.transposed()));
        }
        for (int head = 0; head < heads; head++) {
            Matrix q = queries(qkv, head, size);
            Matrix k = qkv.part(0, qkv.height(), width + head * size, width + (head + 1) * size);
            Matrix v = qkv.part(0, qkv.height(), 2 * width + head * size, 2 * width + (head + 1) * size);
            Matrix left = q.times(marks(k, landmarks).transposed()).softmax();
            Matrix right = marks(q, landmarks).times(k.transposed()).softmax();
            Matrix inverse = inverse(middle(qkv, head, size, width, landmarks), columnBound * rowBound);
            Matrix mixed = left.times(inverse).times(right).times(v).plus(convolved(name, v, head), 1);
            for (int i = 0; i < mixed.height(); i++) {
                System.arraycopy(mixed.rows()[i], 0, joined.rows()[i], head * size, size);
            }
        }
        return formulas.linear(name + ".out", joined).part(padding, joined.height(), 0, width);
    }

    private static Matrix queries(Matrix qkv, int head, int size) {
        return qkv.part(0, qkv.height(), head * size, (head + 1) * size).each(x -> x / Math.sqrt(size));
    }

    private static Matrix middle(Matrix qkv, int head, int size, int width, int landmarks) {
        Matrix k = qkv.part(0, qkv.height(), width + head * size, width + (head + 1) * size);
        return marks(queries(qkv, head, size), landmarks)
                .times(marks(k, landmarks).transposed())
                .softmax();
    }

    private static double greatestSum(Matrix matrix) {
        double greatest = 0;
        for (double[] row : matrix.rows()) {
            double sum = 0;
            for (double value : row) {
                sum += Math.abs(value);
            }
            greatest = Math.max(greatest, sum);
        }
        return greatest;
    }

    private static Matrix marks(Matrix x, int landmarks) {
        int group = x.height() / landmarks;
        Matrix means = Matrix.zeros(landmarks, x.width());
        for (int i = 0; i < x.height(); i++) {
            for (int j = 0; j < x.width(); j++) {
                means.rows()[i / group][j] += x.at(i, j) / group;
            }
        }
        return means;
    }

    private static Matrix inverse(Matrix a, double bound) {
        Matrix z = a.transposed().each(x -> x / bound);
        for (int i = 0; i < 6; i++) {
            Matrix az = a.times(z);
            Matrix inner = scaledIdentity(a, 7).plus(az, -1);
            Matrix middle = scaledIdentity(a, 15).plus(az.times(inner), -1);
            z = z.each(x -> x / 4).times(scaledIdentity(a, 13).plus(az.times(middle), -1));
        }
        return z;
    }

    private static Matrix scaledIdentity(Matrix like, double value) {
        Matrix identity = Matrix.zeros(like.height(), like.width());
        for (int i = 0; i < like.height(); i++) {
            identity.rows()[i][i] = value;
        }
        return identity;
    }

    private Matrix convolved(String name, Matrix v, int head) {
        Tensor kernel = formulas.tensor(name + ".conv.weight");
        Matrix result = Matrix.zeros(v.height(), v.width());
        for (int i = 0; i < v.height(); i++) {
            for (int t = Math.max(0, 16 - i); t < Math.min(33, v.height() + 16 - i); t++) {
                for (int j = 0; j < v.width(); j++) {
                    result.rows()[i][j] += kernel.at(head * 33 + t) * v.at(i + t - 16, j);
                }
            }
        }
        return result;
    }

    private Matrix encoded(Matrix tokens, int side) {
        Matrix square = tokens.part(1, tokens.height(), 0, tokens.width());
        Matrix result = square;
        for (int size : new int[] {7, 5, 3}) {
            Tensor kernel = formulas.tensor("position." + size + ".weight");
            Matrix near =
                    Matrix.zeros(square.height(), square.width()).plus(formulas.row("position." + size + ".bias"), 1);
            for (int place = 0; place < side * side; place++) {
                for (int dy = -size / 2; dy <= size / 2; dy++) {
                    for (int dx = -size / 2; dx <= size / 2; dx++) {
                        int y = place / side + dy;
                        int x = place % side + dx;
                        if (y < 0 || x < 0 || y >= side || x >= side) {
                            continue;
                        }
                        int tap = (dy + size / 2) * size + dx + size / 2;
                        for (int j = 0; j < square.width(); j++) {
                            near.rows()[place][j] += kernel.at(j * size * size + tap) * square.at(y * side + x, j);
                        }
                    }
                }
            }
            result = result.plus(near, 1);
        }
        return result;
    }
}
