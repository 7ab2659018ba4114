package org.acinus.sql.audit;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.acinus.sql.audit.AuditTrail.Head;
import org.acinus.sql.audit.AuditTrail.Verdict;
import org.jspecify.annotations.Nullable;

/// The entries that were read so far, each compared with the one before it. One thread at a time.
final class AuditChain {
    private static final String BEGINNING = "00".repeat(32);

    private long entries;
    private @Nullable AuditRow first;
    private @Nullable AuditRow last;
    private final Set<String> cuts = new HashSet<>();

    Optional<Verdict.Broken> append(AuditRow entry) {
        AuditRow before = last;
        if (before == null) {
            first = entry;
        } else if (entry.entry().id() != before.entry().id() + 1) {
            return broken(before.entry().id() + 1, "is missing");
        } else if (!entry.previous().equals(before.hash())) {
            return broken(entry.entry().id(), "does not follow from the one before it");
        }
        if (!entry.hash().equals(entry.computed())) {
            return broken(entry.entry().id(), "was changed: its hash is not that of its content");
        }
        if (entry.entry().action().equals("AUDIT_PRUNED")) {
            cuts.add(entry.entry().detail());
        }
        entries++;
        last = entry;
        return Optional.empty();
    }

    Verdict end(Set<Head> missing) {
        AuditRow begin = first;
        AuditRow end = last;
        if (begin == null || end == null) {
            return new Verdict.Broken(1, "entry 1 is missing: the log is empty");
        }
        long id = begin.entry().id();
        String cut = (id - 1) + " " + begin.previous();
        if (id == 1 ? !begin.previous().equals(BEGINNING) : !cuts.contains(cut)) {
            return broken(Math.max(1, id - 1), "is missing: the log does not begin where it should")
                    .orElseThrow();
        }
        return missing.stream()
                .filter(head -> head.id() >= id)
                .min((a, b) -> Long.compare(a.id(), b.id()))
                .<Verdict>map(head -> lost(head, end))
                .orElseGet(() -> new Verdict.Whole(entries, Optional.of(end.head())));
    }

    private static Verdict.Broken lost(Head head, AuditRow end) {
        return head.id() > end.entry().id()
                ? new Verdict.Broken(
                        end.entry().id() + 1,
                        "entry " + (end.entry().id() + 1) + " is missing: the log ends before entry " + head.id()
                                + ", which was noted outside; was an old backup restored?")
                : new Verdict.Broken(
                        head.id(), "entry " + head.id() + " is another one than was noted outside: written anew");
    }

    private static Optional<Verdict.Broken> broken(long id, String problem) {
        return Optional.of(new Verdict.Broken(id, "entry " + id + " " + problem));
    }
}
