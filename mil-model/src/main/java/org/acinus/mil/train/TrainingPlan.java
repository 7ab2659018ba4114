package org.acinus.mil.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;

/// What to train: how a recipe is measured, and what is made of it.
///
/// @param options the recipe; its seed decides the folds too
/// @param folds of the cross-validation, at least 2
/// @param repeats of the cross-validation, dealt anew, at least 1
/// @param ensemble which heads ship
/// @param start head to begin from
/// @param labels what is done about wrong and missing labels
public record TrainingPlan(
        FitOptions options,
        int folds,
        int repeats,
        Ensemble ensemble,
        Optional<WarmStart> start,
        LabelHandling labels) {
    public TrainingPlan {
        if (folds < 2 || repeats < 1) {
            throw new IllegalArgumentException("Cannot measure in " + folds + " folds, " + repeats + " times");
        }
    }

    /// One head, from random weights.
    public TrainingPlan(FitOptions options, int folds, int repeats) {
        this(options, folds, repeats, Ensemble.ONE_HEAD, Optional.empty(), LabelHandling.AS_GIVEN);
    }

    /// Which heads ship.
    public sealed interface Ensemble {
        /// One, fitted on all bags.
        Ensemble ONE_HEAD = new Seeds(1);

        /// Heads fitted on all bags with seeds of their own.
        ///
        /// @param count at least 1
        record Seeds(int count) implements Ensemble {
            public Seeds {
                if (count < 1) {
                    throw new IllegalArgumentException("An ensemble has at least one head, not " + count);
                }
            }
        }

        /// The heads of the cross-validation, every fold of every repeat: each has seen part of the bags, and each
        /// repeat has seeds of its own. Costs no further training.
        record Folds() implements Ensemble {}
    }

    /// A head to begin from, trained elsewhere.
    ///
    /// @param pack it was read from
    /// @param members weights of each of its heads, at least one
    public record WarmStart(PackId pack, List<Map<String, Tensor>> members) {
        public WarmStart {
            members = List.copyOf(members);
        }

        /// The head that the n-th fit begins from, the members in turn.
        Map<String, Tensor> member(int fit) {
            return members.get(fit % members.size());
        }
    }

    /// How many heads ship.
    public int heads() {
        return switch (ensemble) {
            case Ensemble.Seeds(int count) -> count;
            case Ensemble.Folds() -> folds * repeats;
        };
    }

    /// Weights that the n-th fit begins from.
    Optional<Map<String, Tensor>> start(int fit) {
        return start.map(from -> from.member(fit));
    }
}
