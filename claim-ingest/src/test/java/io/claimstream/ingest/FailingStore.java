package io.claimstream.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** A store that meets a bug after it has written one key: what is written must be undone. */
final class FailingStore {

    private FailingStore() {}

    /** A persistent store whose put of the given key writes and then throws, for as long as the key is set. */
    static KeyValueBytesStoreSupplier afterPut(AtomicReference<String> key) {
        KeyValueBytesStoreSupplier real = Stores.persistentKeyValueStore(IngestTopology.REVISIONS_BY_CLAIM);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return failing(real.get(), key);
            }

            @Override
            public String metricsScope() {
                return real.metricsScope();
            }
        };
    }

    @SuppressWarnings("unchecked") // The proxy passes everything on to a store of that type.
    private static KeyValueStore<Bytes, byte[]> failing(
            KeyValueStore<Bytes, byte[]> real, AtomicReference<String> key) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                FailingStore.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) -> {
                    @Nullable Object result = invoke(() -> method.invoke(real, arguments));
                    if (method.getName().equals("put")
                            && arguments[0].toString().equals(key.get())) {
                        throw new IllegalStateException("a bug, after the store was written");
                    }
                    return result;
                });
    }

    private interface Invocation {
        @Nullable
        Object invoke() throws ReflectiveOperationException;
    }

    private static @Nullable Object invoke(Invocation invocation) throws Throwable {
        try {
            return invocation.invoke();
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
