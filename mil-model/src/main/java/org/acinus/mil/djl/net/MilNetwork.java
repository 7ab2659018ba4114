package org.acinus.mil.djl.net;

import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import java.util.SequencedMap;

/// A network that turns a bag into class logits. One thread at a time.
///
/// Input: one array of shape (N, dimension), N at least 1. Output while training: the logits, (1, classes).
/// Output otherwise: the logits; the attention, (N), not negative and adding up to 1; the contributions, (N,
/// classes), whose sum over the instances is the logits less the classifier's bias.
///
/// Every array that the forward pass makes belongs to the input's manager, none to the parameters'.
abstract class MilNetwork extends AbstractBlock {
    private static final byte VERSION = 1;

    MilNetwork() {
        super(VERSION);
    }

    /// The parameters under the names that they have in a weights file, which are part of the format of a head.
    abstract SequencedMap<String, Parameter> named();
}
