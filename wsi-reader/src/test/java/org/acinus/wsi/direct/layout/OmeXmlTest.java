package org.acinus.wsi.direct.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmeXmlTest {
    private static String ome(String instrument, String image) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">"
                + instrument + "<Image ID=\"Image:0\" Name=\"Smith, John\">" + image + "</Image>"
                + "<Image ID=\"Image:1\" Name=\"label image\"><Pixels SizeX=\"9\"/></Image></OME>";
    }

    @ParameterizedTest
    @CsvSource({"0.25, µm, 0.25", "250, nm, 0.25", "0.00025, mm, 0.25", "2500, Å, 0.25", "0.5, '', 0.5"})
    void spacingIsInMicrometresWhateverTheUnit(String size, String unit, double microns) throws NotDirectException {
        String attribute = unit.isEmpty() ? "" : " PhysicalSizeXUnit=\"" + unit + "\"";
        OmeXml xml = OmeXml.parse(ome("", "<Pixels PhysicalSizeX=\"" + size + "\"" + attribute + "/>"));
        assertThat(xml.spacingMicrons("X").orElseThrow()).isEqualTo(microns);
        assertThat(xml.spacingMicrons("Y")).isEmpty();
    }

    @Test
    void unknownUnitsAreNoSpacing() throws NotDirectException {
        OmeXml xml = OmeXml.parse(ome("", "<Pixels PhysicalSizeX=\"1\" PhysicalSizeXUnit=\"pixel\"/>"));
        assertThat(xml.spacingMicrons("X")).isEmpty();
    }

    @Test
    void theObjectiveIsTheOneThatTheImageNames() throws NotDirectException {
        String instrument = "<Instrument><Objective ID=\"O:0\" NominalMagnification=\"10\"/>"
                + "<Objective ID=\"O:1\" NominalMagnification=\"40.0\"/></Instrument>";
        OmeXml xml = OmeXml.parse(ome(instrument, "<ObjectiveSettings ID=\"O:1\"/><Pixels SizeX=\"5\"/>"));
        assertThat(xml.objective()).hasValue(40);
        assertThat(OmeXml.parse(ome(instrument, "<Pixels SizeX=\"5\"/>")).objective())
                .isEmpty();
    }

    @Test
    void onlyTheFirstImageCounts() throws NotDirectException {
        OmeXml xml = OmeXml.parse(ome("", "<Pixels SizeX=\"5\"><TiffData IFD=\"0\"/><TiffData IFD=\"7\"/></Pixels>"));
        assertThat(xml.pixels()).containsEntry("SizeX", "5");
        assertThat(xml.firstDirectory()).contains("0");
        assertThat(xml.otherImages()).containsExactly("label image");
    }

    @Test
    void aDoctypeIsRefused() {
        String xml = ome("", "<Pixels SizeX=\"5\"/>").replace("<OME", "<!DOCTYPE OME [<!ENTITY a \"b\">]><OME");
        assertThatThrownBy(() -> OmeXml.parse(xml))
                .isInstanceOf(NotDirectException.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void entitiesAreNotResolved() {
        String xml = ome("", "<Pixels SizeX=\"&outside;\"/>");
        assertThatThrownBy(() -> OmeXml.parse(xml)).isInstanceOf(NotDirectException.class);
    }

    @Test
    void deepNestingCostsNothing() {
        String xml = "<OME>" + "<a>".repeat(200_000) + "</a>".repeat(200_000) + "</OME>";
        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThatThrownBy(() -> OmeXml.parse(xml)).isInstanceOf(NotDirectException.class));
    }
}
