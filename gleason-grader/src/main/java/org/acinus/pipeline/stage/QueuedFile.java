package org.acinus.pipeline.stage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import org.acinus.outcome.FailureCode;
import org.acinus.pipeline.SlideJob;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.UnreachableSlideException;

/// Holds a slide's file against what was queued, so that no result is of bytes that were still changing.
final class QueuedFile {
    private QueuedFile() {}

    /// Requires the file to be what it was when it was queued.
    ///
    /// @throws SlideChangedException where it is not
    /// @throws UnreachableSlideException where that cannot be found out
    static void requireUnchanged(SlideJob job) {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(job.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            throw new SlideChangedException(
                    FailureCode.GONE,
                    "the file was taken away before it was read; put it back and run again (what was found earlier stays)");
        } catch (AccessDeniedException closed) {
            throw new SlideChangedException(
                    FailureCode.PERMISSION, "its folder may not be looked into: permission denied");
        } catch (IOException trouble) {
            throw new UnreachableSlideException(job.path() + " cannot be reached: " + trouble.getMessage(), trouble);
        }
        if (!now.isRegularFile()) {
            throw new SlideChangedException(FailureCode.GONE, "what was a file is none any more");
        }
        if (!Files.isReadable(job.path())) {
            throw new SlideChangedException(FailureCode.PERMISSION, "the file may not be read: permission denied");
        }
        if (now.size() != job.bytes() || !now.lastModifiedTime().toInstant().equals(job.modified())) {
            throw new SlideChangedException(
                    FailureCode.CHANGED, "the file has changed since it was queued; run again when it is complete");
        }
    }

    /// What a slide's failure is to be put down to: where the file is not what was queued any more, or its share went
    /// away meanwhile, that is why it could not be read, whatever a reader made of it.
    static Exception cause(SlideJob job, Exception thrown) {
        if (thrown instanceof SlideException) {
            try {
                requireUnchanged(job);
            } catch (SlideChangedException | SlideException sooner) {
                sooner.addSuppressed(thrown);
                return sooner;
            }
        }
        return thrown;
    }
}
