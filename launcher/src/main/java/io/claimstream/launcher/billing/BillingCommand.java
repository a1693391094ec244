package io.claimstream.launcher.billing;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream billing}. */
@Command(
        name = "billing",
        mixinStandardHelpOptions = true,
        description = "Sets rates, makes invoices, shows what is billed, and counts it once more from the topic.",
        subcommands = {RatesCommand.class, InvoicesCommand.class, UsageCommand.class, RecountCommand.class})
public final class BillingCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected 'billing rates', 'billing invoices', 'billing usage' or 'billing recount'.");
    }
}
