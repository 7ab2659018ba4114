package org.acinus.mil.similar;

/// Inner products of one row with several, four at a time, so that the row is loaded once for four and four sums do
/// not wait for each other. Sums are floats of at most some thousand terms: their error is far below any difference
/// between neighbours that means something.
final class Products {
    private static final int AT_ONCE = 4;

    private Products() {}

    /// The product of two rows of one length.
    ///
    /// @param from where the first begins
    /// @param otherFrom where the second begins
    static double one(float[] rows, int from, float[] other, int otherFrom, int length) {
        float even = 0;
        float odd = 0;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            even = Math.fma(rows[from + i], other[otherFrom + i], even);
            odd = Math.fma(rows[from + i + 1], other[otherFrom + i + 1], odd);
        }
        if (i < length) {
            even = Math.fma(rows[from + i], other[otherFrom + i], even);
        }
        return even + odd;
    }

    /// Products of one row with all others.
    ///
    /// @param from where the row begins in `rows`
    /// @param others of the row's length
    /// @param products gets one for each of `others`
    /// @return the row's length, that is the root of its product with itself
    static double all(float[] rows, int from, float[][] others, double[] products) {
        int done = 0;
        for (; done + AT_ONCE <= others.length; done += AT_ONCE) {
            four(rows, from, others, done, products);
        }
        for (; done < others.length; done++) {
            products[done] = one(rows, from, others[done], 0, others[done].length);
        }
        return Math.sqrt(one(rows, from, rows, from, others.length == 0 ? 0 : others[0].length));
    }

    private static void four(float[] rows, int from, float[][] others, int first, double[] products) {
        float[] a = others[first];
        float[] b = others[first + 1];
        float[] c = others[first + 2];
        float[] d = others[first + 3];
        float sumA = 0;
        float sumB = 0;
        float sumC = 0;
        float sumD = 0;
        for (int i = 0; i < a.length; i++) {
            float value = rows[from + i];
            sumA = Math.fma(value, a[i], sumA);
            sumB = Math.fma(value, b[i], sumB);
            sumC = Math.fma(value, c[i], sumC);
            sumD = Math.fma(value, d[i], sumD);
        }
        products[first] = sumA;
        products[first + 1] = sumB;
        products[first + 2] = sumC;
        products[first + 3] = sumD;
    }
}
