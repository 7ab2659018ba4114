package org.acinus.cli.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.cli.terminal.CliException;
import org.acinus.export.PackNotice;
import org.acinus.mil.pack.install.StagedPack;
import org.acinus.mil.pack.store.PackPlaces;
import org.acinus.mil.pack.store.PackStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which pack answers where nobody names one, and what every output then says of it.
class DefaultPackTest {
    private static final Path HOME = Path.of(System.getProperty("basedir", "."), "..");

    private final ModelOptions nothingNamed = new ModelOptions();

    @TempDir
    private Path temp;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PackStore store;

    @BeforeEach
    void onlyWhatComesWithAcinus() {
        store = new PackStore(
                new PackPlaces(Optional.empty(), Optional.empty(), temp.resolve("cache"), Optional.of(HOME)),
                List.of());
    }

    /// The demonstration head under another name, as if it were a real one.
    private void install(String name, boolean demo) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        try (Stream<Path> files = Files.list(HOME.resolve("models/demo-head"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
            }
        }
        String manifest = Files.readString(folder.resolve("pack.json"), UTF_8)
                .replace("\"demo-head\"", "\"" + name + "\"")
                .replace("\"demo\" : true", "\"demo\" : " + demo);
        Files.writeString(folder.resolve("pack.json"), manifest);
        try (StagedPack staged = StagedPack.of(folder, temp.resolve("cache/packs"))) {
            staged.commit();
        }
    }

    private PackNotice noticeOfDefault() {
        return PackNotice.of(store.find(nothingNamed.pack(store)));
    }

    @Test
    void withNothingInstalledEveryOutputSaysDemo() {
        assertThat(nothingNamed.pack(store)).isEqualTo("demo-head");
        assertThat(noticeOfDefault().label()).endsWith("(DEMO)");
        assertThat(noticeOfDefault().demoSentence()).isPresent();
    }

    @Test
    void installingARealPackTakesTheMarkAway() throws IOException {
        install("real", false);

        assertThat(nothingNamed.pack(store)).isEqualTo("real");
        assertThat(noticeOfDefault().label()).isEqualTo("real 1.0.0");
        assertThat(noticeOfDefault().demoSentence()).isEmpty();
    }

    @Test
    void anotherDemonstrationTakesNoMarkAway() throws IOException {
        install("toy", true);
        assertThat(noticeOfDefault().label()).endsWith("(DEMO)");
    }

    @Test
    void betweenTwoRealPacksAPersonChooses() throws IOException {
        install("one", false);
        install("two", false);
        assertThatThrownBy(() -> nothingNamed.pack(store))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("one, two; say which with --pack");
    }
}
