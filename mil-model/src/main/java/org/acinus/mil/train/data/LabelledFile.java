package org.acinus.mil.train.data;

import java.nio.file.Path;

/// A slide's bag where it lies, with its label.
///
/// @param slide its name in the labels file
/// @param patient the slide's own name where the labels do not say
/// @param label its class
/// @param bag the file
public record LabelledFile(String slide, String patient, int label, Path bag) {}
