package org.acinus.wsi.hostile;

/// A damaged file. Immutable as long as nobody changes its bytes.
final class Mutant {
    private final String name;
    private final byte[] bytes;
    private final Law law;

    /// @param name says what was done to which slide
    /// @param bytes not copied
    /// @param law what a reader owes
    Mutant(String name, byte[] bytes, Law law) {
        this.name = name;
        this.bytes = bytes;
        this.law = law;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    Law law() {
        return law;
    }

    /// What a reader owes a damaged file; a result or a typed refusal within bounds in any case.
    enum Law {
        /// Anything: the damage can decode to plausible pixels, or the file states another picture without a
        /// contradiction.
        EITHER,
        /// A refusal, or the undamaged pixels of level 0: other pixels would be wrong ones.
        REFUSE_OR_RIGHT,
        /// A refusal.
        REFUSE
    }
}
