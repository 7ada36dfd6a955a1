using PortTop.Completion;
using PortTop.Model;
using PortTop.Simulation;
using PortTop.Tui.Keys;

namespace PortTop.Manual;

/// <summary>porttop(1), made of the definitions of commands, keys, columns and fields.</summary>
internal static class ProgramPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="root">The command line.</param>
    internal static string Write(CommandShape root)
    {
        var page = new Roff(CommandShape.Program, 1, root.Description);
        page.Section("SYNOPSIS");
        page.Synopsis([(root.Name, false), (" [", false), ("OPTION", true), ("]...", false)]);
        foreach (var command in root.Commands)
        {
            page.Synopsis(
            [
                ($"{root.Name} {command.Name}", false),
                .. command.Argument is var (value, _, isRequired) ? Argument(value.Name, isRequired) : [],
                (" [", false), ("OPTION", true), ("]...", false),
            ]);
        }

        page.Section("DESCRIPTION");
        page.Paragraph(
            "When a service says \"Cannot assign requested address\", porttop shows how many source ports are left, towards which "
            + "destination they go, who takes them, whether connect() fails now, "
            + "when it will, and what to do. A pool of source ports is not the host's: the kernel shares ports per source address "
            + "and destination address and port, so that a range of two ports gives two "
            + "connections to each destination.");
        page.Paragraph(
            "Without a command it shows the live screen; `?` there tells the keys, the columns and what is not seen. With `-b` it "
            + "writes to standard output as `top -b` does. It changes nothing on the machine and sends no packet.");
        page.Section("OPTIONS");
        Options(page, root);
        page.Section("COMMANDS");
        foreach (var command in root.Commands)
        {
            Command(page, command);
        }

        page.Section("KEYS");
        foreach (var binding in KeyMap.All)
        {
            page.Term(binding.Names, Roff.Sentence(binding.Meaning));
        }

        page.Part("While a filter is written");
        foreach (var binding in PromptKeys.All)
        {
            page.Term(binding.Names, Roff.Sentence(binding.Meaning));
        }

        page.Section("COLUMNS");
        foreach (var column in PoolColumns.All)
        {
            page.Term(column.Header, Roff.Sentence(column.Meaning));
        }

        Filter(page);
        Statuses(page);
        Surroundings(page);
        page.Section("EXAMPLES");
        page.Paragraph("Which pools are nearly full, for a script:");
        page.Example("porttop -b -n 1 -o json | jq -r '.pools[] | select(.usedRatio > 0.9) | .destination'");
        page.Paragraph("An alarm for one destination:");
        page.Example("porttop check 10.8.0.12:5432 --warning used=70% --out-within 10m");
        page.Paragraph("An incident on a made-up machine:");
        page.Example("porttop demo");
        page.Section("SEE ALSO");
        page.Paragraph("`portop.json`(5), `ip`(7), `tcp`(7), `ss`(8), `lsof`(8)");
        return page.ToString();
    }

    private static (string Text, bool IsValue)[] Argument(string name, bool isRequired)
        => isRequired ? [(" ", false), (name, true)] : [(" [", false), (name, true), ("]", false)];

    private static void Command(Roff page, CommandShape command)
    {
        page.Part(command.Name);
        page.Paragraph(Roff.Sentence(command.Description));
        if (command.Argument is var (value, description, _))
        {
            page.Term([(value.Name, true)], Roff.Sentence(description));
        }

        Options(page, command);
        if (command.Name == "demo")
        {
            page.Paragraph("Scenarios:");
            foreach (var scenario in ScenarioCatalog.All)
            {
                page.Term(scenario.Name, Roff.Sentence(scenario.Summary));
            }
        }
    }

    private static void Options(Roff page, CommandShape command)
    {
        foreach (var option in command.Options)
        {
            List<(string, bool)> parts = [];
            foreach (var name in option.Names)
            {
                parts.Add((parts.Count == 0 ? name : ", " + name, false));
            }

            if (option.Value is { } value)
            {
                parts.Add((" ", false));
                parts.Add((value.Name, true));
            }

            page.Term(parts, Roff.Sentence(option.Description));
        }
    }

    private static void Filter(Roff page)
    {
        page.Section("FILTER");
        page.Paragraph(
            "Words with blanks between them, all of which have to hold, upper and lower case alike; in a shell in single quotes. "
            + "A word is a field, a sign and a value: `:` looks for a part of a text and `=` for all of it, `*` stands for any "
            + "characters, figures take `:` `=` `!=` `>` `>=` `<` `<=`, with `%` for a share and `k` for thousands. `dport:80|443` "
            + "or `dport:80,443` is one of several values; a value with blanks goes in double quotes. `!` before a word leaves out "
            + "what it "
            + "shows. `asks:?` finds what is not known. A plain word is looked for in all that the table says of a pool.");
        foreach (var field in FilterFields.All)
        {
            page.Term(field.Name, $"{Roff.Sentence(field.Meaning)} `{field.Example}`");
        }
    }

    private static void Statuses(Roff page)
    {
        page.Section("EXIT STATUS");
        page.Term("0", "All went well. A check: OK. A probe: a port was given.");
        page.Term(
            "1",
            "There is no terminal, output cannot be written, a poll of a batch failed, or something is wrong with the settings (`config`). "
            + "A check: WARNING. A probe: no port is left.");
        page.Term("2", "The command line is wrong. A check: CRITICAL.");
        page.Term("3", "A check: UNKNOWN, a wrong command line too. A probe: not asked, or the answer says nothing about ports.");
        page.Term("128 and a signal's number", "A signal ended it; SIGINT ends the live screen with 0, as `q` does.");
    }

    private static void Surroundings(Roff page)
    {
        page.Section("ENVIRONMENT");
        page.Term("PORTTOP_NAME", "The setting of that name, in capitals; see `portop.json`(5).");
        page.Term("NO_COLOR", "Not empty: no colours.");
        page.Term("TERM, COLORTERM, LC_ALL, LC_CTYPE, LANG", "What the terminal can show.");
        page.Term("XDG_CONFIG_HOME, HOME", "Where the person's settings and themes are.");
        page.Term(
            "TCPDIAG_FILE, PROC_ROOT",
            "A dump that `ss -tan -D FILE` wrote in the place of the kernel's sockets, and a folder in the place of /proc.");
        page.Section("FILES");
        page.Term("/etc/porttop/portop.json, ~/.config/porttop/portop.json", "Settings; see `portop.json`(5).");
        page.Term("/etc/porttop/themes/, ~/.config/porttop/themes/", "Themes beside the packaged ones.");
        page.Section("PRIVILEGES");
        page.Paragraph(
            "Ports, pools and states are seen by anybody. Owners of other users' sockets take CAP_SYS_PTRACE with "
            + "CAP_DAC_READ_SEARCH, failures of connect() CAP_PERFMON with CAP_DAC_READ_SEARCH, other network namespaces "
            + "CAP_SYS_ADMIN; "
            + "root has all of them. What is not seen stands in line 1 of the screen, and `?` tells which privilege would show it.");
    }
}
