package org.acinus.mil.pack.torch;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.PickleException;
import org.acinus.mil.pack.Tensor;

/// The tensors of a network as a pickle describes them, as yet without numbers.
///
/// @param views by the tensors' names, in the file's order
/// @param storages every storage that the pickle speaks of, those of other things than the network too
record StateDict(Map<String, View> views, Map<String, Storage> storages) {
    /// More elements would be a mistake, or an attack.
    static final int MOST_ELEMENTS = 1 << 28;

    /// Under these, training scripts keep the network beside their optimizer; the first that is there counts.
    private static final List<String> WRAPPERS =
            List.of("state_dict", "model_state_dict", "teacher", "model", "model_ema", "encoder", "backbone");

    /// Tied weights share a storage. Views that add up to more than this many times their storages are an attack: a few
    /// bytes would unpack to gigabytes.
    private static final int MOST_SHARING = 4;

    /// A tensor's place in a storage.
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
    record Storage(String key, ElementType type, long elements) {
        /// Its length in the file.
        int bytes() {
            if (elements < 0 || elements > MOST_ELEMENTS || elements * type.bytes() > Integer.MAX_VALUE) {
                throw new PickleException("storage " + key + " cannot have " + elements + " elements");
            }
            return (int) elements * type.bytes();
        }
    }

    /// Finds the network in what a checkpoint's pickle holds.
    static StateDict in(Object unpickled, Map<String, Storage> storages) {
        if (!(unpickled instanceof Map<?, ?> dict)) {
            throw new PickleException("the pickle is no state dict");
        }
        for (String wrapper : WRAPPERS) {
            if (dict.get(wrapper) instanceof Map<?, ?> inner
                    && inner.values().stream().anyMatch(View.class::isInstance)) {
                return new StateDict(views(inner), storages);
            }
        }
        return new StateDict(views(dict), storages);
    }

    private static Map<String, View> views(Map<?, ?> dict) {
        Map<String, View> views = new LinkedHashMap<>();
        dict.forEach((name, view) -> {
            if (!(name instanceof String text && view instanceof View tensor)) {
                throw new PickleException("the state dict holds something that is no tensor, under '" + name + "'");
            }
            views.put(text, tensor);
        });
        requireModest(views.values());
        return views;
    }

    private static void requireModest(Collection<View> views) {
        double wanted = 0;
        for (View view : views) {
            double count = 1;
            for (int size : view.shape()) {
                count *= size;
            }
            wanted += count;
        }
        double stored = views.stream()
                .map(View::storage)
                .distinct()
                .mapToDouble(Storage::elements)
                .sum();
        if (wanted > MOST_SHARING * stored) {
            throw new PickleException("its tensors have far more elements than its storages");
        }
    }

    /// Walks a strided view in row-major order of its logical shape.
    ///
    /// @param numbers of its storage, little-endian
    static Tensor gather(String name, View view, ByteBuffer numbers) {
        int count = requireInside(name, view);
        ElementType type = view.storage().type();
        int rank = view.shape().size();
        float[] values = new float[count];
        int[] index = new int[rank];
        long at = view.offset();
        for (int i = 0; i < values.length; i++) {
            values[i] = type.read(numbers, (int) at);
            for (int axis = rank - 1; axis >= 0; axis--) {
                at += view.strides().get(axis);
                if (++index[axis] < view.shape().get(axis)) {
                    break;
                }
                at -= view.strides().get(axis) * index[axis];
                index[axis] = 0;
            }
        }
        return new Tensor(view.shape(), values);
    }

    private static int requireInside(String name, View view) {
        long count = 1;
        long last = view.offset();
        for (int axis = 0; axis < view.shape().size(); axis++) {
            int size = view.shape().get(axis);
            long stride = view.strides().get(axis);
            if (size < 1 || stride < 0 || stride > MOST_ELEMENTS) {
                throw new PickleException(name + " has a size or stride that no tensor has");
            }
            count *= size;
            last += (size - 1) * stride;
            if (count > MOST_ELEMENTS) {
                throw new PickleException(name + " is too large");
            }
        }
        if (view.offset() < 0 || last >= view.storage().elements()) {
            throw new PickleException(name + " reaches beyond its storage");
        }
        return (int) count;
    }
}
