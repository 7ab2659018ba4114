package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import java.util.SequencedMap;

/// Self-attention over N tokens at a cost linear in N (Xiong, Zeng, Chakraborty et al., *Nyströmformer: A
/// Nyström-based
/// Algorithm for Approximating Self-Attention*, AAAI 2021, arXiv 2102.03902), as TransMIL uses it.
///
/// The N x N softmax is approximated by way of landmarks, which are means of neighbouring queries and keys:
/// softmax(q l_k) pinv(softmax(l_q l_k)) softmax(l_q k). The pseudo-inverse is found by six iterations
/// (equation 11
/// there, from Razavi et al. 2014), since an exact one needs a decomposition that trains badly. Tokens are
/// padded with
/// zeros in front to a multiple of the landmarks, which take part like others, as in the reference code. A
/// depth-wise
/// convolution of 33 tokens over the values is added.
final class NystromAttention {
    private static final int MOST_HEADS = 8;
    private static final int ITERATIONS = 6;
    private static final int CONVOLUTION = 33;

    private final int width;
    private final int heads;
    private final int landmarks;
    private final Linear project;
    private final Linear output;
    private final Dropout dropout;
    private final Conv2d residual;

    /// The landmarks' matrices of one pass.
    ///
    /// @param tokensToLandmarks softmax(q l_k), (heads, n, m)
    /// @param inverse of softmax(l_q l_k), (heads, m, m)
    /// @param landmarksToTokens softmax(l_q k), (heads, m, n)
    /// @param values (heads, n, width of a head)
    /// @param padding tokens that are padding, the first ones
    private record Factors(
            NDArray tokensToLandmarks, NDArray inverse, NDArray landmarksToTokens, NDArray values, int padding) {}

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
                        .optPadding(new Shape(CONVOLUTION / 2, 0))
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

    /// Attends.
    ///
    /// @param tokens (n, width)
    /// @return (n, width)
    NDArray of(ParameterStore store, NDArray tokens, boolean training) {
        Factors factors = factors(store, tokens, training);
        // From the right: small matrices first.
        NDArray read = factors.landmarksToTokens.batchMatMul(factors.values);
        NDArray mixed = factors.tokensToLandmarks.batchMatMul(factors.inverse.batchMatMul(read));
        NDArray near = MilNetwork.apply(residual, store, factors.values.expandDims(0), training)
                .squeeze(0);
        NDArray joined = mixed.add(near).transpose(1, 0, 2).reshape(-1, width);
        NDArray all = MilNetwork.apply(dropout, store, MilNetwork.apply(output, store, joined, training), training);
        return all.get(new NDIndex(factors.padding + ":"));
    }

    /// How much the first token attends to each, mean over the heads; not a distribution, being an approximation.
    ///
    /// @param tokens (n, width)
    /// @return (n)
    NDArray ofFirst(ParameterStore store, NDArray tokens) {
        Factors factors = factors(store, tokens, false);
        NDArray first =
                factors.tokensToLandmarks.get(new NDIndex(":, " + factors.padding + ":" + (factors.padding + 1)));
        NDArray row = first.batchMatMul(factors.inverse).batchMatMul(factors.landmarksToTokens);
        return row.mean(new int[] {0}).squeeze(0).get(new NDIndex(factors.padding + ":"));
    }

    private Factors factors(ParameterStore store, NDArray tokens, boolean training) {
        NDManager scope = tokens.getManager();
        int count = Math.toIntExact(tokens.getShape().get(0));
        int padding = Math.floorMod(-count, landmarks);
        NDArray padded =
                padding == 0 ? tokens : scope.zeros(new Shape(padding, width)).concat(tokens, 0);
        // (n, 3 * width) to (3, heads, n, width of a head)
        NDArray projected = MilNetwork.apply(project, store, padded, training)
                .reshape(-1, 3, heads, width / heads)
                .transpose(1, 2, 0, 3);
        NDArray queries = projected.get(0).mul(PyTorch.number(projected, 1 / Math.sqrt((double) width / heads)));
        NDArray keys = projected.get(1);
        NDArray queryMarks = marks(queries);
        NDArray keyMarks = marks(keys);
        NDArray middle = queryMarks.batchMatMul(keyMarks.transpose(0, 2, 1)).softmax(2);
        return new Factors(
                queries.batchMatMul(keyMarks.transpose(0, 2, 1)).softmax(2),
                pseudoInverse(middle),
                queryMarks.batchMatMul(keys.transpose(0, 2, 1)).softmax(2),
                projected.get(2),
                padding);
    }

    /// Means of neighbouring tokens, (heads, landmarks, width of a head).
    private NDArray marks(NDArray tokens) {
        return tokens.reshape(heads, landmarks, -1, width / heads).mean(new int[] {2});
    }

    /// The iteration of Razavi et al. for matrices (heads, m, m), begun as in the reference code.
    private NDArray pseudoInverse(NDArray matrix) {
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
