package org.acinus.cli.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.function.IntConsumer;

/// Signals of the operating system, heard through `sun.misc.Signal`: Java has no other way to hear one without
/// ending, and the module jdk.unsupported keeps this one.
///
/// By reflection, since the compiler warns of the name itself, which no annotation answers.
final class OsSignals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private OsSignals() {}

    /// Calls back, with the signal's number and on a thread of its own, whenever the signal arrives.
    ///
    /// @param name without SIG, for example TERM
    /// @return whoever was called until now, for [#restore]
    /// @throws IllegalStateException where this virtual machine cannot listen to it
    static Object listen(String name, IntConsumer listener) {
        try {
            MethodHandle number = MethodHandles.publicLookup()
                    .findVirtual(Class.forName(SIGNAL), "getNumber", MethodType.methodType(int.class));
            MethodHandle accept = MethodHandles.publicLookup()
                    .findVirtual(IntConsumer.class, "accept", MethodType.methodType(void.class, int.class))
                    .bindTo(listener);
            MethodHandle heard = MethodHandles.filterArguments(accept, 0, number);
            return handle(name, MethodHandleProxies.asInterfaceInstance(Class.forName(HANDLER), heard));
        } catch (ReflectiveOperationException missing) {
            throw unheard(name, missing);
        }
    }

    /// Lets a signal pass by.
    static void ignore(String name) {
        try {
            handle(name, Class.forName(HANDLER).getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException missing) {
            throw unheard(name, missing);
        }
    }

    /// Hands a signal back to whoever was called before.
    static void restore(String name, Object earlier) {
        try {
            handle(name, earlier);
        } catch (ReflectiveOperationException missing) {
            throw unheard(name, missing);
        }
    }

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName(SIGNAL);
        Object signal = type.getConstructor(String.class).newInstance(name);
        return type.getMethod("handle", type, Class.forName(HANDLER)).invoke(null, signal, handler);
    }

    private static IllegalStateException unheard(String name, ReflectiveOperationException cause) {
        Throwable reason = cause instanceof InvocationTargetException wrapped ? wrapped.getCause() : cause;
        return new IllegalStateException("SIG" + name + " cannot be listened to by this Java: " + reason, cause);
    }
}
