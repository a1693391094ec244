package io.claimstream.feedback.page.models;

import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Screen;
import java.util.List;
import java.util.stream.Stream;

/** Every page about models. */
public final class ModelSite {

    private final ModelKit kit;

    public ModelSite(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.kit = ModelKit.of(ports, screen, navigation, names);
    }

    /** The more particular addresses first: a version may have any name. */
    public List<PageRoute> routes() {
        RunPages runs = new RunPages(kit);
        return Stream.of(
                        new SlotPages(kit).routes(),
                        new UploadPages(kit).routes(),
                        new CommandPages(kit).routes(),
                        new OrderPages(kit).routes(),
                        new VersionPages(kit).routes(),
                        runs.routes(),
                        new DatasetPages(kit, runs).routes())
                .flatMap(List::stream)
                .toList();
    }
}
