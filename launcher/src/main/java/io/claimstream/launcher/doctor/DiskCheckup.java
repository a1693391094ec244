package io.claimstream.launcher.doctor;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the data directory can be written, and how much room its disk has. */
final class DiskCheckup implements Checkup {

    private final Path dataDir;

    DiskCheckup(Settings settings) {
        this.dataDir = settings.get(CommonSettings.DATA_DIR).toAbsolutePath();
    }

    @Override
    public List<Finding> look() {
        Path there = dataDir;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            return List.of(Finding.wrong(
                    "disk",
                    "The data directory " + dataDir + " cannot be written by this user.",
                    "Make it the user's own, or name another with --data-dir."));
        }
        try {
            FileStore disk = Files.getFileStore(there);
            return List.of(Room.of("The disk of " + dataDir, disk.getUsableSpace(), Math.max(1, disk.getTotalSpace())));
        } catch (IOException e) {
            return List.of(Finding.warning(
                    "disk",
                    "The disk of " + dataDir + " does not tell its room: " + e.getMessage() + ".",
                    "Look with df."));
        }
    }
}
