package org.acinus.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome.Failed;
import org.acinus.outcome.Stage;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.NotBrightfieldException;
import org.acinus.wsi.ReaderUnavailableException;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.SpacingException;
import org.acinus.wsi.TruncatedSlideException;
import org.acinus.wsi.UnreachableSlideException;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.UnsupportedSlideException;

/// From what was thrown to the words of the contract.
public final class Failures {
    private Failures() {}

    /// A slide's failure, by the type of what was thrown.
    public static Failed describe(Stage stage, Exception thrown) {
        FailureCode code = switch (thrown) {
            case SlideException slide -> code(slide);
            case SlideChangedException changed -> changed.code();
            case UncheckedIOException unchecked -> io(stage);
            case IOException checked -> io(stage);
            default -> FailureCode.INTERNAL;
        };
        String message = String.valueOf(thrown.getMessage());
        return new Failed(stage, code, code == FailureCode.INTERNAL ? "a defect of Acinus: " + thrown : message);
    }

    private static FailureCode code(SlideException slide) {
        return switch (slide) {
            case UnsupportedSlideException unsupported -> FailureCode.UNSUPPORTED;
            case CorruptSlideException corrupt -> FailureCode.CORRUPT;
            case TruncatedSlideException truncated -> FailureCode.TRUNCATED;
            case UnreadableRegionException unreadable -> FailureCode.TILES_UNREADABLE;
            case UnreachableSlideException unreachable -> FailureCode.INPUT_FAILED;
            case NotBrightfieldException notBrightfield -> FailureCode.NOT_BRIGHTFIELD;
            case ReaderUnavailableException lacking -> FailureCode.READER_UNAVAILABLE;
            case SpacingException spacing ->
                switch (spacing.problem()) {
                    case MISSING -> FailureCode.SPACING_MISSING;
                    case IMPLAUSIBLE -> FailureCode.SPACING_IMPLAUSIBLE;
                    case TOO_COARSE -> FailureCode.SPACING_TOO_COARSE;
                };
        };
    }

    /// Before anything is written, what failed was reading. That says nothing of the slide.
    private static FailureCode io(Stage stage) {
        return switch (stage) {
            case OPEN, TISSUE, TILES -> FailureCode.INPUT_FAILED;
            case INTAKE, FEATURES, CLASSIFY, EXPORT, STORE, WORKER -> FailureCode.OUTPUT_FAILED;
        };
    }
}
