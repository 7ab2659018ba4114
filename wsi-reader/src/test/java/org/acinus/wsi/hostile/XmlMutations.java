package org.acinus.wsi.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.acinus.wsi.hostile.Mutant.Law;
import org.acinus.wsi.hostile.TiffMap.Entry;

/// Descriptions that would make a careless parser of XML read other files, call other machines, or never end.
final class XmlMutations {
    private static final int IMAGE_DESCRIPTION = 270;
    private static final String OME = "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">";

    private final String base;
    private final byte[] slide;
    private final String canary;
    private final String listener;

    /// @param canary a file that no reader may open
    /// @param listener a URL on this machine that no reader may fetch
    XmlMutations(String base, byte[] slide, String canary, String listener) {
        this.base = base;
        this.slide = slide;
        this.canary = canary;
        this.listener = listener;
    }

    List<Mutant> all() {
        List<Mutant> mutants = new ArrayList<>();
        String plain = "<?xml version=\"1.0\"?>";
        String ome = "OME [";
        mutants.add(mutant(
                "an entity that is a file",
                plain + "<!DOCTYPE " + ome + "<!ENTITY x SYSTEM \"file://" + canary + "\">]>" + described("&x;")));
        mutants.add(mutant(
                "an entity from the network",
                plain + "<!DOCTYPE " + ome + "<!ENTITY x SYSTEM \"" + listener + "\">]>" + described("&x;")));
        mutants.add(
                mutant("a DTD from the network", plain + "<!DOCTYPE OME SYSTEM \"" + listener + "\">" + described("")));
        mutants.add(mutant(
                "a DTD that is a file", plain + "<!DOCTYPE OME SYSTEM \"file://" + canary + "\">" + described("")));
        mutants.add(mutant(
                "a public DTD", plain + "<!DOCTYPE OME PUBLIC \"-//X//Y\" \"" + listener + "\">" + described("")));
        mutants.add(mutant(
                "a parameter entity from the network",
                plain + "<!DOCTYPE " + ome + "<!ENTITY % x SYSTEM \"" + listener + "\">%x;]>" + described("")));
        mutants.add(mutant("an entity bomb", plain + bomb() + described("&e9;")));
        mutants.add(mutant(
                "an entity that is itself",
                plain + "<!DOCTYPE " + ome + "<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]>" + described("&x;")));
        mutants.add(mutant(
                "an entity of a megabyte, used often",
                plain + "<!DOCTYPE " + ome + "<!ENTITY x \"" + "A".repeat(1 << 20) + "\">]>"
                        + described("&x;".repeat(2000))));
        mutants.add(mutant(
                "a DOCTYPE behind a comment of a megabyte",
                plain + "<!--" + "-x".repeat(1 << 19) + "--><!DOCTYPE " + ome + "<!ENTITY x SYSTEM \"" + listener
                        + "\">]>" + described("&x;")));
        mutants.add(mutant(
                "an inclusion",
                plain + OME + "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + listener
                        + "\"/></OME>"));
        mutants.add(mutant(
                "a style sheet",
                plain + "<?xml-stylesheet href=\"" + listener + "\" type=\"text/xsl\"?>" + described("")));
        mutants.add(mutant(
                "a schema from the network",
                plain + "<OME xmlns=\"urn:x\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:schemaLocation=\"urn:x " + listener + "\"></OME>"));
        mutants.add(mutant(
                "a hundred thousand elements inside each other",
                plain + OME + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</OME>"));
        mutants.add(mutant("elements that never end", plain + OME + "<a>".repeat(100_000)));
        mutants.add(mutant("an attribute of four megabytes", plain + "<OME a=\"" + "A".repeat(1 << 22) + "\"></OME>"));
        mutants.add(mutant("fifty thousand attributes", plain + "<OME " + attributes() + "></OME>"));
        mutants.add(mutant("no end", plain + "<OME"));
        mutants.add(mutant("bytes that are no UTF-8", plain + OME + "\u00FF\u00FE\u0001</OME>"));
        mutants.add(mutant("another encoding", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + described("")));
        mutants.addAll(ofVendors());
        return mutants;
    }

    /// The forms by which other readers know Leica's, Philips' and Ventana's files.
    private List<Mutant> ofVendors() {
        List<Mutant> mutants = new ArrayList<>();
        String doctype =
                "<!DOCTYPE x [<!ENTITY x SYSTEM \"" + listener + "\"><!ENTITY y SYSTEM \"file://" + canary + "\">]>";
        for (String root : List.of(
                "<scn xmlns=\"http://www.leica-microsystems.com/scn/2010/10/01\">&x;&y;</scn>",
                "<DataObject ObjectType=\"DPUfsImport\"><Attribute Name=\"DICOM_MANUFACTURER\">&x;&y;</Attribute>"
                        + "</DataObject>",
                "<EncodeInfo Ver=\"2\"><SlideInfo><iScan>&x;&y;</iScan></SlideInfo></EncodeInfo>",
                "<Project><Image>&x;&y;</Image></Project>")) {
            mutants.add(mutant(
                    "entities in " + root.substring(0, root.indexOf('>') + 1),
                    "<?xml version=\"1.0\"?>" + doctype + root));
        }
        return mutants;
    }

    private static String described(String text) {
        return OME + "<Image ID=\"Image:0\" Name=\"" + "n\"><Description>" + text + "</Description></Image></OME>";
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE OME [<!ENTITY e0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return bomb.append("]>").toString();
    }

    private static String attributes() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            attributes.append("a").append(i).append("=\"\" ");
        }
        return attributes.toString();
    }

    /// The slide with another description, which is appended to the file.
    ///
    /// The pixels are sound and a reader that does not look at the description may show them.
    private Mutant mutant(String what, String description) {
        TiffMap map = TiffMap.of(slide);
        byte[] text = (description + '\0').getBytes(StandardCharsets.ISO_8859_1);
        byte[] copy = Arrays.copyOf(slide, slide.length + text.length);
        System.arraycopy(text, 0, copy, slide.length, text.length);
        Entry entry = map.directories().getFirst().entry(IMAGE_DESCRIPTION).orElseThrow();
        map.putWide(copy, map.countAt(entry), text.length);
        map.putWide(copy, map.slotAt(entry), slide.length);
        return new Mutant(base + ": a description with " + what, copy, Law.REFUSE_OR_RIGHT);
    }
}
