package org.acinus.mil.pack;

/// A pack that Acinus can make by itself from weights that the launcher fetched.
public interface BuiltInPack {

    /// The pack's name.
    String name();

    /// What it is, in a few words, for a list of packs that have not been made yet.
    String description();

    /// Makes the pack on first use; several processes may do so at once.
    ///
    /// @return the pack, checked
    /// @throws PackNotFoundException where its weights are missing, saying how to get them
    ModelPack provide(PackPlaces places);
}
