package org.acinus.mil.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.mil.pack.HeadTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvBagsTest {
    @TempDir
    private Path folder;

    @Test
    void gathersTheInstancesOfABag() throws IOException {
        BagDataset data = CsvBags.read(file("1,a,1,2\n0,b,3,4\n1,a,5,6.5\n"), HeadTask.BINARY);

        assertThat(data.bags()).hasSize(2);
        assertThat(data.dimension()).isEqualTo(2);
        assertThat(data.bagsPerClass()).containsExactly(1, 1);
        LabelledBag first = data.bags().getFirst();
        assertThat(first.name()).isEqualTo("a");
        assertThat(first.patient()).isEqualTo("a");
        assertThat(first.features().get().toArray()).containsExactly(1, 2, 5, 6.5f);
        // printf '1,a,1,2\n0,b,3,4\n1,a,5,6.5\n' | sha256sum
        assertThat(data.sha256()).isEqualTo("cf5fec29fa8647956c61d11098c9c055607ca8816825a6c2c36933c7375d72a7");
        assertThat(data.encoder().sha256()).isEqualTo(data.sha256());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,a,1;0,b,x|line 2: the feature 'x' is not a number",
                "1,a,1;0,b,NaN|line 2: the feature 'NaN' is not finite",
                "1,a,1;;0,b,1,2|line 3: 4 fields, but the first line has 3",
                "1,a|line 1: no feature",
                "x,a,1|line 1: the label 'x'",
                "2,a,1|line 1: label 2, but task binary has labels 0 to 1",
                "1,a,1;0,a,1|line 2: bag a has two labels",
                ";|holds no bag"
            })
    void aLineThatMakesNoSenseIsNamed(String lines, String message) throws IOException {
        Path file = file(lines.replace(';', '\n'));

        assertThatThrownBy(() -> CsvBags.read(file, HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> CsvBags.read(folder.resolve("no.csv"), HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("no.csv");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("bags.csv"), text);
    }
}
