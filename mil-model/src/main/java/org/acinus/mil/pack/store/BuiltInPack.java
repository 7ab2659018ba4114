package org.acinus.mil.pack.store;

import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackNotFoundException;

/// A pack that Acinus can make by itself from weights that the launcher fetched.
public interface BuiltInPack {

    /// The pack's name.
    String name();

    /// What it is, in a few words, for a list of packs that have not been made yet.
    String description();

    /// Opens the pack in the cache, and makes it there on first use; several processes may do so at once.
    ///
    /// @return the pack, checked, always the same to the byte
    /// @throws InvalidPackException where something else lies in its place
    /// @throws PackNotFoundException where its weights are missing, saying how to get them
    ModelPack provide(PackPlaces places);
}
