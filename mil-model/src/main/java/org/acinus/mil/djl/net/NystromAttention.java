package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import java.util.SequencedMap;

/// Self-attention over N tokens at a cost linear in N (Xiong, Zeng, Chakraborty et al., *Nyströmformer: A
/// Nyström-based Algorithm for Approximating Self-Attention*, AAAI 2021, arXiv 2102.03902), as TransMIL uses it.
///
/// The N x N softmax is approximated by way of landmarks, which are means of neighbouring queries and keys: softmax(q
/// l_k) pinv(softmax(l_q l_k)) softmax(l_q k). The pseudo-inverse is found by six iterations (equation 11 there, from
/// Razavi et al. 2014), since an exact one needs a decomposition that trains badly. Tokens are padded with zeros in
/// front to a multiple of the landmarks, which take part like others, as in the reference code. A depth-wise
/// convolution of 33 tokens over the values is added.
final class NystromAttention {
    private static final int MOST_HEADS = 8;
    private static final int ITERATIONS = 6;
    private static final int CONVOLUTION = 33;

    /// So many tokens on either side have a say in what the convolution makes of one.
    static final int REACH = CONVOLUTION / 2;

    private final int width;
    private final int heads;
    private final int landmarks;
    private final Linear project;
    private final Linear output;
    private final Dropout dropout;
    private final Conv2d residual;

    /// Adds the layers to a network.
    ///
    /// @param width of a token
    NystromAttention(MilNetwork network, int width, float dropoutRate) {
        this.width = width;
        this.heads = heads(width);
        this.landmarks = Math.max(1, width / 2);
        Shape token = new Shape(1, width);
        project = network.layer(MilNetwork.linear(3 * width, false), token);
        output = network.layer(MilNetwork.linear(width, true), token);
        dropout = network.layer(Dropout.builder().optRate(dropoutRate).build(), token);
        residual = network.layer(
                Conv2d.builder()
                        .setKernelShape(new Shape(CONVOLUTION, 1))
                        .optPadding(new Shape(REACH, 0))
                        .setFilters(heads)
                        .optGroups(heads)
                        .optBias(false)
                        .build(),
                new Shape(1, heads, 1, width / heads));
    }

    /// Eight, or the greatest number below that divides the width.
    private static int heads(int width) {
        int heads = MOST_HEADS;
        while (width % heads != 0) {
            heads--;
        }
        return heads;
    }

    /// Attends, all tokens at once, while training.
    ///
    /// @param tokens (n, width)
    /// @return (n, width)
    NDArray train(ParameterStore store, NDArray tokens) {
        int padding = padding(tokens);
        NDArray projected = projected(store, padded(tokens, padding), true);
        NDArray queries = scaled(projected.get(0));
        NDArray keys = projected.get(1);
        NDArray values = projected.get(2);
        NDArray queryMarks = marks(queries);
        NDArray keyMarks = marks(keys).transpose(0, 2, 1);
        NDArray inverse = pseudoInverse(queryMarks.batchMatMul(keyMarks).softmax(2));
        // From the right: small matrices first.
        NDArray read =
                queryMarks.batchMatMul(keys.transpose(0, 2, 1)).softmax(2).batchMatMul(values);
        NDArray mixed = queries.batchMatMul(keyMarks).softmax(2).batchMatMul(inverse.batchMatMul(read));
        return joined(store, mixed.add(near(store, values, true)), true).get(new NDIndex(padding + ":"));
    }

    /// Reads tokens a part at a time, without gradients.
    ///
    /// @param tokens (n, width)
    /// @param partTokens of a part
    NystromReading reading(ParameterStore store, NDArray tokens, int partTokens) {
        int padding = padding(tokens);
        return new NystromReading(this, store, padded(tokens, padding), padding, partTokens);
    }

    private int padding(NDArray tokens) {
        return Math.floorMod(-Math.toIntExact(tokens.getShape().get(0)), landmarks);
    }

    private NDArray padded(NDArray tokens, int padding) {
        return padding == 0
                ? tokens
                : tokens.getManager().zeros(new Shape(padding, width)).concat(tokens, 0);
    }

    /// Queries, keys and values: from (n, width) to (3, heads, n, width of a head).
    NDArray projected(ParameterStore store, NDArray tokens, boolean training) {
        return MilNetwork.apply(project, store, tokens, training)
                .reshape(-1, 3, heads, width / heads)
                .transpose(1, 2, 0, 3);
    }

    NDArray scaled(NDArray queries) {
        return queries.mul(PyTorch.number(queries, 1 / Math.sqrt((double) width / heads)));
    }

    /// The convolution over the values, (heads, n, width of a head).
    NDArray near(ParameterStore store, NDArray values, boolean training) {
        return MilNetwork.apply(residual, store, values.expandDims(0), training).squeeze(0);
    }

    /// Joins the heads: from (heads, n, width of a head) to (n, width).
    NDArray joined(ParameterStore store, NDArray heads, boolean training) {
        NDArray joined = heads.transpose(1, 0, 2).reshape(-1, width);
        return MilNetwork.apply(dropout, store, MilNetwork.apply(output, store, joined, training), training);
    }

    /// Means of neighbouring tokens: from (n, width) to (landmarks, width).
    NDArray means(NDArray tokens) {
        return tokens.reshape(landmarks, -1, width).mean(new int[] {1});
    }

    /// The same within each head: from (heads, n, width of a head) to (heads, landmarks, width of a head).
    private NDArray marks(NDArray tokens) {
        return tokens.reshape(heads, landmarks, -1, width / heads).mean(new int[] {2});
    }

    /// The iteration of Razavi et al. for matrices (heads, m, m), begun as in the reference code.
    NDArray pseudoInverse(NDArray matrix) {
        NDArray absolute = matrix.abs();
        NDArray bound = absolute.sum(new int[] {2})
                .max()
                .mul(absolute.sum(new int[] {1}).max());
        NDArray inverse = matrix.transpose(0, 2, 1).div(bound);
        NDArray identity = matrix.getManager().eye(landmarks).expandDims(0);
        for (int i = 0; i < ITERATIONS; i++) {
            NDArray product = matrix.batchMatMul(inverse);
            NDArray inner = identity.mul(PyTorch.number(matrix, 7)).sub(product);
            NDArray middle = identity.mul(PyTorch.number(matrix, 15)).sub(product.batchMatMul(inner));
            NDArray outer = identity.mul(PyTorch.number(matrix, 13)).sub(product.batchMatMul(middle));
            inverse = inverse.mul(PyTorch.number(matrix, 0.25)).batchMatMul(outer);
        }
        return inverse;
    }

    void put(SequencedMap<String, Parameter> parameters, String name) {
        MilNetwork.put(parameters, name + ".qkv", project);
        MilNetwork.put(parameters, name + ".out", output);
        MilNetwork.put(parameters, name + ".conv", residual);
    }
}
