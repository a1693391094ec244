package io.claimstream.platform.service;

import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.Setting;
import java.util.List;

/** What is known of a service before it runs. */
public interface ServiceFactory {

    /** Fixed name, such as {@code claim-ingest}. */
    String name();

    /** The service's own keys, beyond the common ones. */
    List<Setting<?>> settings();

    /** What it uses of Kafka, from which follows what it is allowed there. */
    KafkaUse kafka();

    /** Wires the service; nothing runs before {@link Service#start()}. The service closes the context when it is closed. */
    Service create(ServiceContext context);
}
