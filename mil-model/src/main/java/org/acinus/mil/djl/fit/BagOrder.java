package org.acinus.mil.djl.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.ClassBalance;

/// The bags of each epoch, which follow from the seed alone.
final class BagOrder {
    private final List<LabelledBag> bags;
    private final ClassBalance balance;
    private final Map<Integer, List<LabelledBag>> classes = new TreeMap<>();
    private final Random random;

    BagOrder(List<LabelledBag> training, ClassBalance balance, int seed) {
        this.bags = new ArrayList<>(training);
        this.balance = balance;
        this.random = new Random(seed);
        training.forEach(bag ->
                classes.computeIfAbsent(bag.label(), label -> new ArrayList<>()).add(bag));
    }

    /// The bags of the next epoch: each once, in another order, or as many drawn so that classes are equally
    /// frequent.
    List<LabelledBag> next() {
        if (balance != ClassBalance.SAMPLE) {
            Collections.shuffle(bags, random);
            return bags;
        }
        List<List<LabelledBag>> pools = new ArrayList<>(classes.values());
        List<LabelledBag> drawn = new ArrayList<>();
        for (int i = 0; i < bags.size(); i++) {
            List<LabelledBag> pool = pools.get(i % pools.size());
            drawn.add(pool.get(random.nextInt(pool.size())));
        }
        Collections.shuffle(drawn, random);
        return drawn;
    }
}
