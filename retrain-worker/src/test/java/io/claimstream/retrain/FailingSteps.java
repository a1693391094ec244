package io.claimstream.retrain;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelState;
import io.claimstream.schemas.serde.EventSerdes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The real label processor, whose n-th step towards the outside (get, put, forward) throws, once. */
final class FailingSteps implements ProcessorSupplier<String, SpecificRecord, String, ClaimLabelled> {

    private static final Set<String> STEPS = Set.of("get", "put", "forward");

    private final EventSerdes serdes;
    private final int failingStep;
    private int steps;

    /**
     * @param failingStep which step throws, counted from 1; 0 for none
     */
    FailingSteps(EventSerdes serdes, int failingStep) {
        this.serdes = serdes;
        this.failingStep = failingStep;
    }

    /** Steps taken so far. */
    int steps() {
        return steps;
    }

    @Override
    public Processor<String, SpecificRecord, String, ClaimLabelled> get() {
        LabelProcessor real = new LabelProcessor(label -> {});
        return new Processor<>() {
            @Override
            public void init(ProcessorContext<String, ClaimLabelled> context) {
                real.init(failing(ProcessorContext.class, context));
            }

            @Override
            public void process(Record<String, SpecificRecord> fact) {
                real.process(fact);
            }
        };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        StoreBuilder<KeyValueStore<String, LabelState>> states = RetrainTopology.states(serdes);
        return Set.of(states);
    }

    @SuppressWarnings("unchecked") // A proxy has whatever type parameters the object behind it has.
    private <T> T failing(Class<? super T> type, T behind) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> call(behind, method, args));
    }

    private Object call(Object behind, Method method, Object[] args) throws Throwable {
        if (STEPS.contains(method.getName()) && ++steps == failingStep) {
            throw new IllegalStateException("step " + failingStep + " fails");
        }
        try {
            Object result = method.invoke(behind, args);
            return result instanceof KeyValueStore<?, ?> store ? failing(KeyValueStore.class, store) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
