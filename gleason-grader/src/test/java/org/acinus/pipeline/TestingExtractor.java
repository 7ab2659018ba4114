package org.acinus.pipeline;

import java.util.List;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.PackId;
import org.acinus.mil.TileOutput;
import org.acinus.stream.TileBatch;

/// An extractor of one feature a tile, by a formula of the test's own: all that a test need not say of it.
public abstract class TestingExtractor implements FeatureExtractor {
    private final PackId pack;
    private final int lanes;
    private final int batchTiles;

    protected TestingExtractor(PackId pack, int lanes, int batchTiles) {
        this.pack = pack;
        this.lanes = lanes;
        this.batchTiles = batchTiles;
    }

    @Override
    public TileOutput extract(TileBatch batch) {
        throw new UnsupportedOperationException("this test embeds nothing");
    }

    @Override
    public FeatureMaps maps(TileBatch batch) {
        throw new UnsupportedOperationException("this test asks for no maps");
    }

    @Override
    public PackId pack() {
        return pack;
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public String engine() {
        return "test 1";
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public int batchTiles() {
        return batchTiles;
    }

    @Override
    public void close() {}
}
