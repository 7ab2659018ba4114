package org.acinus.mil.pack.torch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What a storage may hold, by the name of PyTorch's storage class.
enum ElementType {
    FLOAT64("DoubleStorage", 8) {
        @Override
        float read(ByteBuffer storage, int index) {
            return (float) storage.getDouble(index * 8);
        }
    },
    FLOAT32("FloatStorage", 4) {
        @Override
        float read(ByteBuffer storage, int index) {
            return storage.getFloat(index * 4);
        }
    },
    FLOAT16("HalfStorage", 2) {
        @Override
        float read(ByteBuffer storage, int index) {
            return Float.float16ToFloat(storage.getShort(index * 2));
        }
    },
    BFLOAT16("BFloat16Storage", 2) {
        @Override
        float read(ByteBuffer storage, int index) {
            return Float.intBitsToFloat(storage.getShort(index * 2) << 16);
        }
    },
    INT64("LongStorage", 8),
    INT32("IntStorage", 4),
    INT16("ShortStorage", 2),
    INT8("CharStorage", 1),
    UINT8("ByteStorage", 1),
    BOOL("BoolStorage", 1);

    private final String torchName;
    private final int bytes;

    ElementType(String torchName, int bytes) {
        this.torchName = torchName;
        this.bytes = bytes;
    }

    /// The type of a global such as `torch.FloatStorage`.
    static Optional<ElementType> named(String global) {
        return Arrays.stream(values())
                .filter(type -> global.equals("torch." + type.torchName))
                .findFirst();
    }

    /// Length of an element.
    int bytes() {
        return bytes;
    }

    /// Whether elements are weights; whole numbers are counters and masks.
    boolean isFloat() {
        return compareTo(INT64) < 0;
    }

    /// One element of a storage of floats, little-endian.
    float read(ByteBuffer storage, int index) {
        throw new IllegalStateException(this + " holds no floats");
    }
}
