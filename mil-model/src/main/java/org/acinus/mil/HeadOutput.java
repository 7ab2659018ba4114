package org.acinus.mil;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the last layer of a head means.
public enum HeadOutput {
    /// One logit a class, made probabilities by softmax: classes without order.
    @JsonProperty("softmax")
    SOFTMAX("softmax") {
        @Override
        public int numbers(int classes) {
            return classes;
        }

        @Override
        public List<Double> probabilities(float[] logits) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (float logit : logits) {
                greatest = Math.max(greatest, logit);
            }
            double[] powers = new double[logits.length];
            double sum = 0;
            for (int i = 0; i < logits.length; i++) {
                powers[i] = Math.exp(logits[i] - greatest);
                sum += powers[i];
            }
            double total = sum;
            return Arrays.stream(powers).mapToObj(power -> power / total).toList();
        }

        @Override
        public double towardsCancer(float[] values, int from, int numbers) {
            double others = 0;
            for (int c = 1; c < numbers; c++) {
                others += values[from + c];
            }
            return others / (numbers - 1) - values[from];
        }
    },

    /// One logit a step between neighbouring grades, CORN (Shi, Cao, Raschka, *Deep Neural Networks for
    /// Rank-Consistent Ordinal Regression Based On Conditional Probabilities*, 2021, arXiv 2111.08851): number k,
    /// through the logistic function, is the probability that the grade is above k, given that it is above k - 1.
    ///
    /// CORN and not CORAL, since CORAL's steps share one weight vector: what tells grade 1 from benign would have
    /// to be what tells grade 5 from grade 4. CORN's probabilities are in order all the same, being products.
    @JsonProperty("corn")
    CORN("corn") {
        @Override
        public int numbers(int classes) {
            return classes - 1;
        }

        @Override
        public List<Double> probabilities(float[] logits) {
            List<Double> probabilities = new ArrayList<>(logits.length + 1);
            double above = 1;
            for (float logit : logits) {
                // 1 - sigmoid(x) is sigmoid(-x), which does not round small values to nothing.
                probabilities.add(above / (1 + Math.exp(logit)));
                above /= 1 + Math.exp(-logit);
            }
            probabilities.add(above);
            return List.copyOf(probabilities);
        }

        @Override
        public double towardsCancer(float[] values, int from, int numbers) {
            return values[from];
        }
    };

    private final String word;

    HeadOutput(String word) {
        this.word = word;
    }

    /// How many numbers the last layer gives.
    ///
    /// @param classes how many the head tells apart
    public abstract int numbers(int classes);

    /// The class probabilities, adding up to 1.
    ///
    /// @param logits what the last layer gives
    public abstract List<Double> probabilities(float[] logits);

    /// Evidence for anything but the first class, benign, as one number: of softmax the mean of the later values
    /// less the first, of CORN the first step's.
    ///
    /// @param values logits or shares of them, some of them this case's
    /// @param from where this case's begin
    /// @param numbers how many it has
    public abstract double towardsCancer(float[] values, int from, int numbers);

    /// The first of the numbers that speak for anything but benign.
    public int firstForCancer() {
        return this == SOFTMAX ? 1 : 0;
    }

    /// The word that `pack.json` uses.
    @Override
    public String toString() {
        return word;
    }
}
