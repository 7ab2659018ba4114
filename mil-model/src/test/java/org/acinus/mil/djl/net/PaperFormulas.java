package org.acinus.mil.djl.net;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.pack.Tensor;

/// The papers' formulas in plain Java, in double precision, from the weights of a head.
///
/// Each method gives logits (1, outputs) or weights of the instances.
final class PaperFormulas {
    private final Map<String, Tensor> weights;

    PaperFormulas(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    Tensor tensor(String name) {
        return requireNonNull(weights.get(name), name);
    }

    Matrix weight(String name) {
        Tensor tensor = tensor(name + ".weight");
        return Matrix.of(tensor, tensor.shape().getFirst());
    }

    Matrix row(String name) {
        return Matrix.of(tensor(name), 1);
    }

    /// `x W^T + b`.
    Matrix linear(String name, Matrix x) {
        return x.times(weight(name).transposed()).plus(row(name + ".bias"), 1);
    }

    Matrix embedded(FeatureRows bag) {
        Matrix x = Matrix.of(bag).plus(row("input.mean"), -1);
        Matrix scale = row("input.scale");
        for (double[] values : x.rows()) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= scale.at(0, i);
            }
        }
        for (String layer : List.of("front.0", "front.1", "embed")) {
            if (weights.containsKey(layer + ".weight")) {
                x = linear(layer, x).each(v -> Math.max(0, v));
            }
        }
        return x;
    }

    /// Equations 8 and 9 of arXiv 1802.04712; (branches, N).
    Matrix attention(Matrix h, boolean gated) {
        Matrix passed = linear("attention.V", h).each(Math::tanh);
        if (gated) {
            Matrix gate = linear("attention.U", h).each(v -> 1 / (1 + Math.exp(-v)));
            for (int i = 0; i < passed.height(); i++) {
                for (int j = 0; j < passed.width(); j++) {
                    passed.rows()[i][j] *= gate.at(i, j);
                }
            }
        }
        return passed.times(weight("attention.w").transposed()).transposed().softmax();
    }

    Matrix pooled(FeatureRows bag, boolean gated) {
        Matrix h = embedded(bag);
        return linear("classifier", attention(h, gated).times(h));
    }

    /// CLAM-MB: each number from its own branch's mean.
    Matrix branched(FeatureRows bag) {
        Matrix h = embedded(bag);
        Matrix all = linear("classifier", attention(h, true).times(h));
        Matrix logits = Matrix.zeros(1, all.width());
        for (int c = 0; c < all.width(); c++) {
            logits.rows()[0][c] = all.at(c, c);
        }
        return logits;
    }

    Matrix greatest(FeatureRows bag) {
        Matrix h = embedded(bag);
        Matrix z = h.part(0, 1, 0, h.width());
        for (double[] row : h.rows()) {
            for (int i = 0; i < row.length; i++) {
                z.rows()[0][i] = Math.max(z.at(0, i), row[i]);
            }
        }
        return linear("classifier", z);
    }

    /// Equations 1 to 6 of arXiv 2011.08939, queries scaled as in the authors' code.
    Matrix dualStream(FeatureRows bag) {
        Matrix h = embedded(bag);
        Matrix scores = linear("instance", h);
        Matrix q = linear("query", h);
        Matrix v = linear("value", h);
        Matrix flat = Matrix.zeros(1, scores.width() * v.width());
        Matrix first = Matrix.zeros(1, scores.width());
        for (int c = 0; c < scores.width(); c++) {
            int critical = 0;
            for (int i = 1; i < h.height(); i++) {
                critical = scores.at(i, c) > scores.at(critical, c) ? i : critical;
            }
            first.rows()[0][c] = scores.at(critical, c);
            Matrix alike = q.part(critical, critical + 1, 0, q.width())
                    .times(q.transposed())
                    .each(s -> s / Math.sqrt(q.width()));
            Matrix mean = alike.softmax().times(v);
            System.arraycopy(mean.rows()[0], 0, flat.rows()[0], c * v.width(), v.width());
        }
        return linear("bag", flat).plus(first, 1).each(s -> s / 2);
    }
}
