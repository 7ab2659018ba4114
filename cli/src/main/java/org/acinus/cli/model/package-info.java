/// Options of every command that runs a model: which packs ([org.acinus.cli.model.PackOptions]), on what
/// ([org.acinus.cli.model.DeviceOption]), and how a slide is decided
/// ([org.acinus.cli.model.ModelOptions]).
@NullMarked
package org.acinus.cli.model;

import org.jspecify.annotations.NullMarked;
