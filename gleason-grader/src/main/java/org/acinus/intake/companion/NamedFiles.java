package org.acinus.intake.companion;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.SafeText;

/// Resolves the names in a slide's index against the folder that they must stay in.
public final class NamedFiles {
    private NamedFiles() {}

    /// Which of the named files are there.
    ///
    /// @param folder relative to the drop folder; empty for the drop folder itself
    /// @throws PathEscapeException where a name leads out of `folder`
    static CompanionRule.Closure in(Path folder, Collection<String> names, FolderListing listing) {
        List<Path> members = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            Path member = inside(folder, name);
            if (listing.stamp(member).isPresent()) {
                members.add(member);
            } else {
                missing.add(SafeText.of(member.toString()));
            }
        }
        return new CompanionRule.Closure(members, missing);
    }

    /// The file that a name means.
    ///
    /// @param folder relative to the drop folder; empty for the drop folder itself
    /// @throws PathEscapeException where it leads out of `folder`
    public static Path inside(Path folder, String name) {
        // A backslash separates folders for the scanner's Windows, and for none of our file systems.
        String separated = name.replace('\\', '/');
        try {
            Path relative = Path.of(separated);
            boolean escapes = relative.isAbsolute() || separated.matches("(?s)[A-Za-z]:.*");
            for (Path part : relative) {
                escapes |= part.toString().equals("..");
            }
            if (!escapes && !separated.isEmpty()) {
                return folder.resolve(relative);
            }
        } catch (InvalidPathException impossible) {
            throw new PathEscapeException("it names a file that cannot exist: " + SafeText.of(name));
        }
        throw new PathEscapeException("it names a file outside its folder: " + SafeText.of(name));
    }
}
