package dev.porthole.app.command;

import dev.porthole.app.platform.ProgramVersion;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The page for man(1), in the language of the process, made of what {@code --help} knows: the two cannot differ. The
 * packages for Linux print it when they are made. It is written for groff's man(7) macros.
 */
public final class ManPage {

    private static final String COMMAND = "porthole";

    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    /** Prints the page in UTF-8. */
    public static void main(String[] args) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text());
    }

    /** The whole page. */
    static String text() {
        ManPage manual = new ManPage();
        manual.write(PortholeCommand.commandLine());
        return manual.page.toString();
    }

    private void write(CommandLine porthole) {
        CommandSpec root = porthole.getCommandSpec();
        macro(".TH PORTHOLE 1 \"\" \"porthole " + ProgramVersion.text() + "\"");
        section(Messages.text("man.name"));
        line(COMMAND + " - " + plain(root.usageMessage().header()));
        section(Messages.text("man.synopsis"));
        verbatim(root.usageMessage().customSynopsis());
        section(Messages.text("man.description"));
        line(plain(root.usageMessage().description()));
        options(root);
        section(Messages.text("man.commands"));
        for (CommandLine command : porthole.getSubcommands().values()) {
            command(command);
        }
        section(Messages.text("man.files"));
        tagged("$XDG_CONFIG_HOME/porthole/settings.properties", Messages.text("man.settings"));
        tagged("$XDG_CACHE_HOME/porthole", Messages.text("man.cache"));
    }

    /** One command, and those inside it, each with its synopsis, options and exit codes. */
    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        macro(".SS " + escaped(spec.qualifiedName()));
        line(plain(spec.usageMessage().header()));
        macro(".PP");
        verbatim(spec.usageMessage().customSynopsis());
        options(spec);
        spec.usageMessage().exitCodeList().forEach((code, meaning) -> tagged(code, formatted(meaning)));
        String[] footer = spec.usageMessage().footer();
        if (footer.length > 0) {
            macro(".PP");
            verbatim(footer);
        }
        command.getSubcommands().values().forEach(this::command);
    }

    private void options(CommandSpec spec) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            tagged(parameter.paramLabel(), description(parameter.description()));
        }
        for (OptionSpec option : spec.options()) {
            List<String> names = new ArrayList<>(List.of(option.names()));
            String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
            tagged(String.join(", ", names) + value, description(option.description()));
        }
    }

    private void section(String title) {
        macro(".SH \"" + escaped(title) + '"');
    }

    private void tagged(String tag, String text) {
        macro(".TP");
        line("\\fB" + escaped(tag) + "\\fR", text);
    }

    private void verbatim(String... lines) {
        macro(".nf");
        for (String each : lines) {
            for (String part : formatted(each).split("\n", -1)) {
                if (!part.isBlank()) {
                    line(part.stripTrailing());
                }
            }
        }
        macro(".fi");
    }

    /** One line of markup. */
    private void macro(String text) {
        page.append(text).append('\n');
    }

    /** One line of text; what begins like markup is kept from being it. */
    private void line(String text) {
        page.append("\\&").append(escaped(text)).append('\n');
    }

    private void line(String markup, String text) {
        page.append(markup).append('\n');
        line(text);
    }

    /** Of options, the library hands out texts that it has formatted already. */
    private static String description(String... lines) {
        return oneLine(Ansi.OFF.string(String.join(" ", lines)));
    }

    private static String plain(String... lines) {
        return oneLine(formatted(String.join(" ", lines)));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** The bundle holds format strings. */
    private static String formatted(String text) {
        return Ansi.OFF.string(String.format(text));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
