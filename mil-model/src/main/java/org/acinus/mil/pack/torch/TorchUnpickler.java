package org.acinus.mil.pack.torch;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/// Reads pickles that hold tensors, and nothing else.
///
/// A pickle is a program. Only the instructions and the globals listed here are obeyed; all else is refused
/// before it takes effect. The library's table of constructors is static and open, so it is not asked at all. One
/// thread.
final class TorchUnpickler extends Unpickler {
    /// A tensor's place in a storage, as yet without numbers.
    ///
    /// @param storage whose numbers they are
    /// @param offset of the first element in the storage
    /// @param shape logical sizes, slowest first
    /// @param strides elements from one to the next along each axis; not derived from the shape: converted
    ///     weights keep the memory order of the framework that they came from
    record View(Storage storage, long offset, List<Integer> shape, List<Long> strides) {}

    /// One block of numbers in the file.
    ///
    /// @param key its name
    /// @param type of the elements
    /// @param elements how many
    record Storage(String key, ElementType type, long elements) {}

    /// What a storage may hold.
    enum ElementType {
        FLOAT32("FloatStorage", 4),
        INT64("LongStorage", 8);

        private final String torchName;
        private final int bytes;

        ElementType(String torchName, int bytes) {
            this.torchName = torchName;
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    /// What stands on the stack for a global until it is called or named in a persistent id.
    private record Global(String name, Function<Object[], Object> call) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            return call.apply(arguments);
        }
    }

    private static final Set<Short> INSTRUCTIONS = Set.of(
            Opcodes.PROTO,
            Opcodes.STOP,
            Opcodes.MARK,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.APPEND,
            Opcodes.APPENDS,
            Opcodes.EMPTY_DICT,
            Opcodes.SETITEM,
            Opcodes.SETITEMS,
            Opcodes.BINUNICODE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.LONG1,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BINPERSID,
            Opcodes.REDUCE);

    @Override
    protected Object dispatch(short instruction) throws IOException {
        if (instruction == Opcodes.GLOBAL) {
            stack.add(global(PickleUtils.readline(input) + "." + PickleUtils.readline(input)));
            return NO_RETURN_VALUE;
        }
        if (instruction == Opcodes.BUILD) {
            // Python sets attributes here, of which a state dict has only _metadata. The library would empty the
            // dict instead: it takes the state for the dict's content.
            stack.pop();
            return NO_RETURN_VALUE;
        }
        if (!INSTRUCTIONS.contains(instruction)) {
            throw new PickleException("instruction 0x" + Integer.toHexString(instruction) + " is not allowed");
        }
        return super.dispatch(instruction);
    }

    private static Global global(String name) {
        Function<Object[], Object> call = switch (name) {
            case "collections.OrderedDict" -> arguments -> new LinkedHashMap<>();
            case "torch._utils._rebuild_tensor_v2" -> TorchUnpickler::view;
            case "torch.FloatStorage", "torch.LongStorage" ->
                arguments -> {
                    throw new PickleException(name + " cannot be called");
                };
            default -> throw new PickleException("global " + name + " is not allowed");
        };
        return new Global(name, call);
    }

    @Override
    protected Object persistentLoad(Object id) {
        if (id instanceof Object[] parts
                && parts.length >= 5
                && parts[0].equals("storage")
                && parts[1] instanceof Global type
                && parts[2] instanceof String key
                && parts[4] instanceof Number count) {
            for (ElementType known : ElementType.values()) {
                if (type.name().equals("torch." + known.torchName)) {
                    return new Storage(key, known, count.longValue());
                }
            }
        }
        throw new PickleException("a persistent id is no storage");
    }

    private static Object view(Object... arguments) {
        if (arguments.length >= 4
                && arguments[0] instanceof Storage storage
                && arguments[1] instanceof Number offset
                && arguments[2] instanceof Object[] sizes
                && arguments[3] instanceof Object[] strides
                && sizes.length == strides.length) {
            List<Integer> shape = new ArrayList<>();
            List<Long> steps = new ArrayList<>();
            for (int axis = 0; axis < sizes.length; axis++) {
                shape.add(Math.toIntExact(((Number) sizes[axis]).longValue()));
                steps.add(((Number) strides[axis]).longValue());
            }
            return new View(storage, offset.longValue(), List.copyOf(shape), List.copyOf(steps));
        }
        throw new PickleException("a tensor's description is not understood");
    }

    /// Reads one pickle and leaves the stream right behind it.
    static Object read(InputStream in) throws IOException {
        try {
            // Not closed, since that would close the stream, in which more pickles follow.
            return new TorchUnpickler().load(in);
        } catch (PickleException refused) {
            throw refused;
        } catch (RuntimeException malformed) {
            // The library meets malformed input with whatever exception the wrong bytes lead to.
            throw new PickleException("the pickle is malformed", malformed);
        }
    }

    /// Reads one pickle that is a dict from names to tensors, in the file's order.
    static Map<String, View> readStateDict(InputStream in) throws IOException {
        if (!(read(in) instanceof Map<?, ?> dict)) {
            throw new PickleException("the pickle is no state dict");
        }
        Map<String, View> views = new LinkedHashMap<>();
        dict.forEach((name, view) -> {
            if (!(name instanceof String text && view instanceof View tensor)) {
                throw new PickleException("the state dict holds something that is no tensor");
            }
            views.put(text, tensor);
        });
        return views;
    }
}
