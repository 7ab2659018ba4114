package org.acinus.mil.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Reads and writes weights in the safetensors format (<https://github.com/huggingface/safetensors>, "Format").
///
/// Eight bytes, little-endian: length of the header. The header, JSON that begins with `{` and may end in
/// spaces: for each tensor its `dtype`, `shape` and `data_offsets` into the rest of the file. The rest: the
/// values, little-endian, row-major, without gaps or overlaps. Only `F32` is read and written. Nothing in such
/// a file is ever executed, which is why heads are not stored as pickles or TorchScript.
public final class Safetensors {
    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    private static final int ALIGNMENT = 8;
    private static final int MOST_DIMENSIONS = 8;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Safetensors() {}

    /// Writes tensors, sorted by name, so that the same weights always give the same bytes.
    public static byte[] write(Map<String, Tensor> tensors) {
        SequencedMap<String, Tensor> sorted = new TreeMap<>(tensors);
        ObjectNode header = JSON.createObjectNode();
        header.putObject(METADATA).put("format", "pt");
        int end = 0;
        for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
            ObjectNode description = header.putObject(entry.getKey()).put("dtype", "F32");
            entry.getValue().shape().forEach(description.putArray("shape")::add);
            int begin = end;
            end = Math.addExact(begin, Math.multiplyExact(entry.getValue().size(), Float.BYTES));
            description.putArray("data_offsets").add(begin).add(end);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(LENGTH_BYTES + padded, end))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(json);
        while (file.position() < LENGTH_BYTES + padded) {
            file.put((byte) ' ');
        }
        for (Tensor tensor : sorted.values()) {
            for (int i = 0; i < tensor.size(); i++) {
                file.putFloat(tensor.at(i));
            }
        }
        return file.array();
    }

    /// Reads tensors, in the order in which they are stored.
    ///
    /// @param file the whole file
    /// @param source what to call it in a message
    /// @throws InvalidPackException where anything is not as the format wants it, or a value is not finite
    public static SequencedMap<String, Tensor> read(byte[] file, String source) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        check(file.length >= LENGTH_BYTES, source, "it is shorter than 8 bytes");
        long headerLength = bytes.getLong();
        check(
                headerLength >= 2 && headerLength <= bytes.remaining(),
                source,
                "its header is " + headerLength + " long");
        byte[] header = new byte[(int) headerLength];
        bytes.get(header);
        check(header[0] == '{', source, "its header does not begin with {");
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        int end = 0;
        for (Stored stored : inOrder(parse(header, source), source)) {
            check(stored.begin == end, source, stored.name + " begins at " + stored.begin + ", not at " + end);
            check(stored.end <= data.limit(), source, stored.name + " lies beyond the end");
            tensors.put(stored.name, stored.values(data, source));
            end = (int) stored.end;
        }
        check(end == data.limit(), source, (data.limit() - end) + " bytes follow the last tensor");
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private static JsonNode parse(byte[] header, String source) {
        try {
            return JSON.readTree(new String(header, StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new InvalidPackException(
                    source + " is not safetensors: its header is not JSON: " + malformed.getOriginalMessage());
        }
    }

    private static List<Stored> inOrder(JsonNode header, String source) {
        List<Stored> stored = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                stored.add(Stored.of(entry.getKey(), entry.getValue(), source));
            }
        }
        stored.sort((a, b) -> Long.compare(a.begin, b.begin));
        return stored;
    }

    private static void check(boolean holds, String source, String problem) {
        if (!holds) {
            throw new InvalidPackException(source + " is not safetensors as Acinus reads them: " + problem);
        }
    }

    /// Where a tensor lies in the data.
    private record Stored(String name, List<Integer> shape, long begin, long end) {
        static Stored of(String name, JsonNode node, String source) {
            String type = node.path("dtype").asText("missing");
            check(type.equals("F32"), source, name + " has dtype " + type + ", not F32");
            List<Integer> shape = new ArrayList<>();
            long size = Float.BYTES;
            check(node.path("shape").isArray(), source, name + " has no shape");
            check(node.path("shape").size() <= MOST_DIMENSIONS, source, name + " has too many dimensions");
            for (JsonNode length : node.path("shape")) {
                check(length.isInt() && length.intValue() > 0, source, name + " has shape " + node.path("shape"));
                shape.add(length.intValue());
                size = size > Integer.MAX_VALUE ? size : size * length.intValue();
            }
            JsonNode offsets = node.path("data_offsets");
            check(
                    offsets.size() == 2
                            && offsets.path(0).isIntegralNumber()
                            && offsets.path(0).canConvertToInt()
                            && offsets.path(1).isIntegralNumber()
                            && offsets.path(1).canConvertToInt(),
                    source,
                    name + " has data_offsets " + offsets);
            long begin = offsets.get(0).longValue();
            long end = offsets.get(1).longValue();
            check(begin >= 0 && end - begin == size, source, name + " has data_offsets " + offsets + " for its shape");
            return new Stored(name, shape, begin, end);
        }

        Tensor values(ByteBuffer data, String source) {
            float[] values = new float[(int) ((end - begin) / Float.BYTES)];
            data.slice((int) begin, (int) (end - begin))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            for (float value : values) {
                check(Float.isFinite(value), source, name + " holds " + value);
            }
            return new Tensor(shape, values);
        }
    }
}
