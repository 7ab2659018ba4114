package org.acinus.tissue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The tissue detectors that are installed, and the way to one of them by name. Immutable, thread-safe.
public final class TissueDetectors {
    private final List<TissueDetectorProvider> providers;

    /// Providers chosen by the caller.
    public TissueDetectors(List<TissueDetectorProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /// The providers on the class path.
    public static TissueDetectors installed() {
        return new TissueDetectors(ServiceLoader.load(TissueDetectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /// The words that [#open] knows.
    public List<String> kinds() {
        return providers.stream().map(TissueDetectorProvider::kind).toList();
    }

    /// Opens a detector, which the caller closes.
    ///
    /// @param kind one of [#kinds]
    /// @param model folder of the model pack to use; empty for the kind's own choice
    /// @param cache folder in which a kind may remember what it has checked of a model
    /// @throws IllegalArgumentException where there is no such kind; the message names those there are
    public TissueDetector open(String kind, Optional<Path> model, Path cache) {
        return providers.stream()
                .filter(provider -> provider.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no tissue detector '" + kind + "', only " + String.join(", ", kinds())))
                .open(model, cache);
    }
}
