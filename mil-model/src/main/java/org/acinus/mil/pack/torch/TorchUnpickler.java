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
import org.acinus.mil.pack.torch.StateDict.Storage;
import org.acinus.mil.pack.torch.StateDict.View;

/// Reads pickles that hold tensors, and nothing else.
///
/// A pickle is a program. Only the instructions and the globals listed here are obeyed; all else is refused
/// before it takes effect. The library's table of constructors is static and open, so it is not asked at all. One
/// thread.
final class TorchUnpickler extends Unpickler {
    private final Map<String, Storage> storages = new LinkedHashMap<>();

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
            Opcodes.BINFLOAT,
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
            case "torch._utils._rebuild_parameter" -> TorchUnpickler::parameter;
            default -> {
                if (ElementType.named(name).isEmpty()) {
                    throw new PickleException("global " + name
                            + " is not allowed, since a checkpoint holds tensors and no program; save the"
                            + " network's state_dict alone");
                }
                yield arguments -> {
                    throw new PickleException(name + " cannot be called");
                };
            }
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
            ElementType elements = ElementType.named(type.name())
                    .orElseThrow(() -> new PickleException(type.name() + " is no storage"));
            Storage storage = new Storage(key, elements, count.longValue());
            Storage former = storages.put(key, storage);
            if (former != null && !former.equals(storage)) {
                throw new PickleException("storage " + key + " is described twice, differently");
            }
            return storage;
        }
        throw new PickleException("a persistent id is no storage");
    }

    /// A parameter is its tensor.
    private static Object parameter(Object... arguments) {
        if (arguments.length >= 1 && arguments[0] instanceof View view) {
            return view;
        }
        throw new PickleException("a parameter is no tensor");
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
        return read(new TorchUnpickler(), in);
    }

    private static Object read(TorchUnpickler unpickler, InputStream in) throws IOException {
        try {
            // Not closed, since that would close the stream, in which more pickles follow.
            return unpickler.load(in);
        } catch (PickleException refused) {
            throw refused;
        } catch (RuntimeException | StackOverflowError malformed) {
            // The library meets malformed input with whatever exception the wrong bytes lead to.
            throw new PickleException("the pickle is malformed", malformed);
        }
    }

    /// Reads one pickle that holds a network's tensors by name, in the file's order.
    static StateDict readStateDict(InputStream in) throws IOException {
        TorchUnpickler unpickler = new TorchUnpickler();
        return StateDict.in(read(unpickler, in), unpickler.storages);
    }
}
