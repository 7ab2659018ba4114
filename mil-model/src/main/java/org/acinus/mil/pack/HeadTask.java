package org.acinus.mil.pack;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The question that a head answers.
public enum HeadTask {
    /// Cancer or none: two classes, the first benign.
    @JsonProperty("binary")
    BINARY("binary"),
    /// The ISUP grade group: six classes, 0 (benign) to 5.
    @JsonProperty("isup")
    ISUP("isup");

    private final String word;

    HeadTask(String word) {
        this.word = word;
    }

    /// The word that `pack.json` uses.
    @Override
    public String toString() {
        return word;
    }

    /// How many classes such a head has.
    public int classes() {
        return this == BINARY ? 2 : 6;
    }
}
