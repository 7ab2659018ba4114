package org.acinus.mil.pack.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackSummary;

/// Which pack is asked where nobody names one: the one that was installed, and the demonstration only where there is
/// none. Two that were installed are a choice for a person.
public final class DefaultPack {
    /// The head that comes with Acinus and says nothing about any patient.
    public static final String DEMONSTRATION = "demo-head";

    /// A classifier that tells these apart can be asked for a slide by itself.
    private static final Set<String> PATTERNS = Set.of("benign", "G3", "G4", "G5");

    private DefaultPack() {}

    /// Names of the packs that could be asked for a slide's cancer.
    ///
    /// @param packs in the order in which they are searched
    /// @return one name where the choice is clear, several where it is not; never empty
    public static List<String> candidates(List<PackListing> packs) {
        List<String> real = packs.stream()
                .flatMap(listing -> listing instanceof PackListing.Found(PackSummary summary)
                        ? Optional.of(summary.manifest()).stream()
                        : Optional.<PackManifest>empty().stream())
                .filter(manifest -> !manifest.demo() && answers(manifest))
                .map(PackManifest::name)
                .distinct()
                .toList();
        return real.isEmpty() ? List.of(DEMONSTRATION) : real;
    }

    private static boolean answers(PackManifest manifest) {
        return manifest.kind() == PackKind.HEAD
                || manifest.encoder()
                        .flatMap(EncoderSpec::classes)
                        .filter(classes -> classes.names().containsAll(PATTERNS))
                        .isPresent();
    }
}
