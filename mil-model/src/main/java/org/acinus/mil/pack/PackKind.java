package org.acinus.mil.pack;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a pack's model is for.
public enum PackKind {
    /// Turns a tile into an embedding.
    @JsonProperty("encoder")
    ENCODER("encoder"),
    /// Turns a tile into an embedding and into class probabilities.
    @JsonProperty("tile-classifier")
    TILE_CLASSIFIER("tile-classifier"),
    /// Turns the embeddings of one slide into a prediction.
    @JsonProperty("head")
    HEAD("head"),
    /// Finds tissue on a thumbnail.
    @JsonProperty("tissue")
    TISSUE("tissue");

    private final String word;

    PackKind(String word) {
        this.word = word;
    }

    /// The word that `pack.json` uses.
    @Override
    public String toString() {
        return word;
    }

    /// Whether the pack turns tiles into embeddings.
    public boolean isEncoder() {
        return this == ENCODER || this == TILE_CLASSIFIER;
    }
}
