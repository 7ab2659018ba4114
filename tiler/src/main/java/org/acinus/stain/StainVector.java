package org.acinus.stain;

/// The optical density that one unit of a stain gives each channel.
public record StainVector(double red, double green, double blue) {

    /// The same direction with length 1.
    public StainVector unit() {
        double length = Math.sqrt(dot(this));
        return new StainVector(red / length, green / length, blue / length);
    }

    /// Inner product.
    public double dot(StainVector other) {
        return red * other.red + green * other.green + blue * other.blue;
    }

    /// The angle to another direction, in degrees.
    public double degreesTo(StainVector other) {
        double cosine = dot(other) / Math.sqrt(dot(this) * other.dot(other));
        return Math.toDegrees(Math.acos(Math.clamp(cosine, -1.0, 1.0)));
    }

    /// `x * this + y * other`.
    StainVector combined(double x, StainVector other, double y) {
        return new StainVector(x * red + y * other.red, x * green + y * other.green, x * blue + y * other.blue);
    }
}
