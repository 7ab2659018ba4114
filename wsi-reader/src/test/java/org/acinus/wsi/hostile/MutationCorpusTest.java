package org.acinus.wsi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.acinus.wsi.hostile.Mutant.Law;
import org.acinus.wsi.hostile.Probed.Verdict;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hundreds of damaged slides, each of which must end in a result or in a typed refusal, soon and with little
/// memory.
class MutationCorpusTest {
    private static final Logger LOG = LoggerFactory.getLogger(MutationCorpusTest.class);
    private static final double MOST_SECONDS = 2;
    private static final long MOST_MEBIBYTES = 768;
    private static final String SECRET = "a sentence that stands in no slide";

    @TempDir
    private Path folder;

    /// One mutant in one reader.
    private record Case(Mutant mutant, String reader, Probed probed, boolean wrongAccept) {
        String inWords() {
            return mutant.name() + " [" + reader + "] " + probed.verdict() + " "
                    + probed.message()
                            .substring(0, Math.min(200, probed.message().length()));
        }
    }

    @Test
    void everyDamagedSlideEndsInAResultOrATypedRefusal() throws IOException {
        Path canary = Files.writeString(folder.resolve("canary.txt"), SECRET);
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ProbeJvm jvm = new ProbeJvm(Duration.ofSeconds(12), MOST_MEBIBYTES)) {
            Thread.ofVirtual().start(() -> count(listener, calls));
            List<Case> cases = new ArrayList<>();
            SequencedMap<String, byte[]> bases = BaseSlides.all(folder);
            for (Map.Entry<String, byte[]> base : bases.entrySet()) {
                String url = "http://127.0.0.1:" + listener.getLocalPort() + "/" + base.getKey();
                cases.addAll(probe(jvm, base.getKey(), base.getValue(), mutants(base, canary, url)));
            }
            LOG.info(summary(cases));
            SoftAssertions.assertSoftly(softly -> requireLawful(softly, cases));
            assertThat(calls).as("calls of the network").hasValue(0);
        }
    }

    private static void requireLawful(SoftAssertions softly, List<Case> cases) {
        softly.assertThat(cases.size()).isGreaterThanOrEqualTo(250);
        softly.assertThat(cases)
                .as("crashes, hangs, untyped exceptions, memory")
                .filteredOn(c -> c.probed().verdict().isDefect())
                .extracting(Case::inWords)
                .isEmpty();
        softly.assertThat(cases)
                .as("wrong accepts")
                .filteredOn(Case::wrongAccept)
                .extracting(Case::inWords)
                .isEmpty();
        softly.assertThat(cases)
                .as("slower than %s s", MOST_SECONDS)
                .filteredOn(c -> c.probed().cpuSeconds() > MOST_SECONDS)
                .extracting(Case::inWords)
                .isEmpty();
        softly.assertThat(cases).extracting(c -> c.probed().message()).noneMatch(message -> message.contains(SECRET));
    }

    private static void count(ServerSocket listener, AtomicInteger calls) {
        try {
            while (!listener.isClosed()) {
                listener.accept().close();
                calls.incrementAndGet();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static List<Mutant> mutants(Map.Entry<String, byte[]> base, Path canary, String url) {
        List<Mutant> mutants = new ArrayList<>();
        mutants.addAll(StructureMutations.of(base.getKey(), base.getValue()));
        mutants.addAll(TagMutations.of(base.getKey(), base.getValue()));
        mutants.addAll(PixelMutations.of(base.getKey(), base.getValue()));
        mutants.addAll(BombMutations.of(base.getKey(), base.getValue()));
        if (base.getKey().equals(BaseSlides.OME)) {
            mutants.addAll(new XmlMutations(base.getKey(), base.getValue(), canary.toString(), url).all());
        }
        return mutants;
    }

    private List<Case> probe(ProbeJvm jvm, String base, byte[] slide, List<Mutant> mutants) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String reader : SlideProbe.readers()) {
            Path sound = Files.write(folder.resolve(base + ".tif"), slide);
            Probed right = jvm.probe(reader, sound);
            if (right.verdict() == Verdict.UNAVAILABLE) {
                continue;
            }
            for (Mutant mutant : mutants) {
                Path file = Files.write(folder.resolve("mutant.tif"), mutant.bytes());
                Probed probed = jvm.probe(reader, file);
                cases.add(new Case(mutant, reader, probed, isWrong(mutant.law(), right, probed)));
            }
        }
        return cases;
    }

    private static boolean isWrong(Law law, Probed right, Probed probed) {
        if (probed.verdict() != Verdict.READ || law == Law.EITHER) {
            return false;
        }
        return law == Law.REFUSE || !probed.sha256().equals(right.sha256());
    }

    private static String summary(List<Case> cases) {
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        cases.forEach(c -> verdicts.merge(c.probed().verdict(), 1, Integer::sum));
        return String.format(
                Locale.ROOT,
                "mutation corpus: %d cases, %d crashes, %d hangs, %d untyped, %d over the memory limit, %d wrong"
                        + " accepts; slowest %.2f s CPU, peak %d MiB; %s",
                cases.size(),
                verdicts.getOrDefault(Verdict.CRASH, 0),
                verdicts.getOrDefault(Verdict.HANG, 0),
                verdicts.getOrDefault(Verdict.UNTYPED, 0),
                verdicts.getOrDefault(Verdict.MEMORY, 0),
                cases.stream().filter(Case::wrongAccept).count(),
                cases.stream().mapToDouble(c -> c.probed().cpuSeconds()).max().orElse(0),
                cases.stream().mapToLong(c -> c.probed().peakMebibytes()).max().orElse(0),
                verdicts);
    }
}
