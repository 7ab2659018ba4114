package org.acinus.mil.pack.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackException;
import org.acinus.mil.pack.PackJson;
import org.acinus.mil.pack.PackLicenceException;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.mil.pack.PackNotFoundException;
import org.acinus.mil.pack.PackReference;
import org.acinus.mil.pack.PackSummary;

/// Finds packs by name. Thread-safe; looks at the folders anew each time.
///
/// The first place that has a pack of the name decides, and in one place the highest version. A pack of that name
/// that cannot be read is an error and not passed over: another model must never answer in its stead.
public final class PackStore {
    private static final Comparator<PackSummary> BY_VERSION = Comparator.comparing(
            summary -> ModuleDescriptor.Version.parse(sortable(summary.id().version())));

    private final PackPlaces places;
    private final List<BuiltInPack> builtIn;
    private final boolean commercial;

    /// A store over these places.
    ///
    /// @param builtIn packs that can be made where no place has them
    public PackStore(PackPlaces places, List<BuiltInPack> builtIn) {
        this(places, builtIn, false);
    }

    private PackStore(PackPlaces places, List<BuiltInPack> builtIn, boolean commercial) {
        this.places = places;
        this.builtIn = List.copyOf(builtIn);
        this.commercial = commercial;
    }

    /// The same store, which refuses packs whose licence forbids commercial use.
    public PackStore forCommercialUse() {
        return new PackStore(places, builtIn, true);
    }

    private ModelPack permitted(ModelPack pack) {
        if (commercial) {
            PackLicenceException.requireCommercial(pack);
        }
        return pack;
    }

    /// Finds a pack and checks its files.
    ///
    /// @param nameOrFolder a pack's name, or the path of its folder, which has a `/` in it
    /// @throws PackNotFoundException where there is none, saying where it was looked for
    /// @throws InvalidPackException where it is not what it should be
    /// @throws PackLicenceException where it forbids the use of [#forCommercialUse]
    public ModelPack find(String nameOrFolder) {
        return permitted(locate(nameOrFolder));
    }

    private ModelPack locate(String nameOrFolder) {
        if (nameOrFolder.contains("/")) {
            return ModelPack.open(Path.of(nameOrFolder));
        }
        for (Path place : places.searched()) {
            // In the cache a built-in name means the built-in pack, which knows its own hash, and no other.
            Optional<ModelPack> found = place.equals(places.cachedPacks()) ? make(nameOrFolder) : Optional.empty();
            if (found.isEmpty()) {
                found = newest(place, nameOrFolder).map(summary -> ModelPack.open(summary.folder()));
            }
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw notFound(nameOrFolder);
    }

    /// The encoder whose tiles answer for a pack that is asked: a tile classifier is its own.
    ///
    /// @throws PackMismatchException where it is neither a head nor a tile classifier, or as [#encoderOf]
    public ModelPack encoderFor(ModelPack asked) {
        return switch (asked.manifest().kind()) {
            case TILE_CLASSIFIER -> asked;
            case HEAD -> encoderOf(asked);
            case ENCODER, TISSUE ->
                throw new PackMismatchException("Pack " + asked + " is a "
                        + asked.manifest().kind() + ", which says nothing of cancer; name a head or a tile classifier");
        };
    }

    /// Finds the encoder that a head names, by name and hash, in whatever place it lies.
    ///
    /// @throws PackMismatchException where packs of that name are there, but none with that hash; names the
    ///     hashes
    /// @throws PackNotFoundException where there is no pack of that name
    /// @throws PackLicenceException where it forbids the use of [#forCommercialUse]
    public ModelPack encoderOf(ModelPack head) {
        return permitted(locateEncoder(head));
    }

    private ModelPack locateEncoder(ModelPack head) {
        PackReference wanted = head.head().encoder();
        List<String> others = new ArrayList<>();
        for (Path place : places.searched()) {
            for (PackListing listing : listings(place)) {
                if (listing instanceof PackListing.Found(PackSummary summary)
                        && summary.id().name().equals(wanted.name())) {
                    if (summary.id().sha256().equals(wanted.sha256())) {
                        return ModelPack.open(summary.folder());
                    }
                    others.add(summary.id().sha256() + " in " + summary.folder());
                }
            }
        }
        Optional<ModelPack> made = make(wanted.name());
        if (made.isPresent()) {
            head.requireEncoder(made.get().id());
            return made.get();
        }
        if (others.isEmpty()) {
            throw notFound(wanted.name());
        }
        throw new PackMismatchException("Head " + head + " reads embeddings of " + wanted.name() + " with sha256 "
                + wanted.sha256() + ", but there is only " + String.join(", ", others)
                + "; install that encoder, or a head for this one");
    }

    /// All packs, in the order in which they are searched; built-in packs that are not made yet come last.
    public List<PackListing> list() {
        List<PackListing> all = new ArrayList<>();
        for (Path place : places.searched()) {
            all.addAll(listings(place));
        }
        for (BuiltInPack pack : builtIn) {
            boolean made = all.stream()
                    .anyMatch(listing -> listing instanceof PackListing.Found(PackSummary summary)
                            && summary.id().name().equals(pack.name()));
            if (!made) {
                all.add(new PackListing.NotMade(pack.name(), pack.description()));
            }
        }
        return List.copyOf(all);
    }

    private Optional<ModelPack> make(String name) {
        return builtIn.stream()
                .filter(pack -> pack.name().equals(name))
                .findFirst()
                .map(pack -> pack.provide(places));
    }

    private static Optional<PackSummary> newest(Path place, String name) {
        List<PackSummary> sameName = new ArrayList<>();
        for (PackListing listing : listings(place)) {
            switch (listing) {
                case PackListing.Found(PackSummary summary) -> {
                    if (summary.id().name().equals(name)) {
                        sameName.add(summary);
                    }
                }
                case PackListing.Broken(Path folder, String reason) -> {
                    String folderName = String.valueOf(folder.getFileName());
                    if (folderName.equals(name) || folderName.startsWith(name + "-")) {
                        throw new InvalidPackException(reason);
                    }
                }
                case PackListing.NotMade notMade -> {}
            }
        }
        return sameName.stream().max(BY_VERSION);
    }

    private static List<PackListing> listings(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(place)) {
            return folders.filter(
                            folder -> !String.valueOf(folder.getFileName()).startsWith("."))
                    .filter(folder -> Files.exists(folder.resolve(PackJson.FILE_NAME)))
                    .sorted()
                    .map(PackStore::listing)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The folder of packs " + place + " cannot be read", unreadable);
        }
    }

    private static PackListing listing(Path folder) {
        try {
            return new PackListing.Found(PackSummary.read(folder));
        } catch (PackException broken) {
            return new PackListing.Broken(folder, String.valueOf(broken.getMessage()));
        }
    }

    /// The platform's version order wants a digit first.
    private static String sortable(String version) {
        return Character.isDigit(version.charAt(0)) ? version : "0-" + version;
    }

    private PackNotFoundException notFound(String name) {
        String where = places.searched().stream().map(Path::toString).collect(Collectors.joining(", "));
        return new PackNotFoundException("There is no model pack '" + name + "' in " + where
                + "; `packs list` shows what there is, and --packs names another folder");
    }
}
