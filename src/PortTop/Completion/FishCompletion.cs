using System.Text;
using PortTop.Model;

namespace PortTop.Completion;

/// <summary>The script for fish.</summary>
internal static class FishCompletion
{
    private const string Head = """
        # Completion of porttop for fish, made by "porttop completion fish".

        # True when the command on the line is the one that is named; '' for none yet.
        function __porttop_command_is
            set -l found ''
            for word in (commandline -opc)[2..]
                if contains -- $word COMMANDS
                    set found $word
                    break
                end
            end
            test "$found" = "$argv[1]"
        end

        function __porttop_namespaces
            for name in /run/netns/*
                string replace '/run/netns/' '' -- $name
            end
        end

        # Fields of a filter, or what the field takes that was begun; each with what stands before it on the line.
        function __porttop_filter
            set -l written (string replace -r '^(--filter=)?[\'"]?' '' -- (commandline -ct))
            set -l before (string replace -r '!?[^ !]*$' '' -- $written)
            set -l last (string sub -s (math 1 + (string length -- $before)) -- $written)
            if string match -q '!*' -- $last
                set before $before!
                set last (string sub -s 2 -- $last)
            end
            set -l values
            switch $last

        """;

    private const string Middle = """
            end
            if set -q values[1]
                set -l field (string replace -r '[^:=|,]*$' '' -- $last)
                printf '%s\n' $before$field$values
                return
            end

        """;

    /// <summary>Writes the script.</summary>
    internal static string Write(CommandShape root)
    {
        var commands = string.Join(' ', root.Commands.Select(static command => command.Name));
        var script = new StringBuilder(Head.Replace("COMMANDS", commands, StringComparison.Ordinal));
        foreach (var field in FilterFields.All.Where(static field => field.Values.Count > 0))
        {
            var beginnings = field.Aliases.Prepend(field.Name).SelectMany(static name => new[] { $"'{name}:*'", $"'{name}=*'" });
            script.Append($"        case {string.Join(' ', beginnings)}\n            set values {string.Join(' ', field.Values)}\n");
        }

        script.Append(Middle);
        foreach (var field in FilterFields.All)
        {
            var meaning = Quote(CommandShape.Brief(field.Meaning));
            script.Append($"    printf '%s\\t%s\\n' $before{Quote(field.Beginning)} {meaning}\n");
        }

        script.Append("end\n\ncomplete -c porttop -f\n");
        foreach (var command in root.Commands)
        {
            var description = Quote(CommandShape.Brief(command.Description));
            script.Append($"complete -c porttop -n \"__porttop_command_is ''\" -a {command.Name} -d {description}\n");
        }

        WriteOptions(script, root, string.Empty);
        foreach (var command in root.Commands)
        {
            if (command.Argument is { Value.Words: { Count: > 0 } words })
            {
                script.Append($"complete -c porttop -n '__porttop_command_is {command.Name}' -a '{string.Join(' ', words)}'\n");
            }

            WriteOptions(script, command, command.Name);
        }

        return script.ToString();
    }

    private static void WriteOptions(StringBuilder script, CommandShape command, string name)
    {
        foreach (var option in command.Options)
        {
            script.Append($"complete -c porttop -n \"__porttop_command_is '{name}'\"");
            foreach (var written in option.Names)
            {
                script.Append(written.StartsWith("--", StringComparison.Ordinal) ? $" -l {written[2..]}" : $" -s {Quote(written[1..])}");
            }

            script.Append(option.Value is { } value ? Action(value) : string.Empty)
                .Append($" -d {Quote(CommandShape.Brief(option.Description))}\n");
        }
    }

    private static string Action(ValueShape value) => value.Source switch
    {
        ValueSource.Filter => " -x -a '(__porttop_filter)'",
        ValueSource.File => value.Words.Count > 0 ? $" -r -F -a '{string.Join(' ', value.Words)}'" : " -r -F",
        ValueSource.Namespace => $" -x -a '{string.Join(' ', value.Words)} (__porttop_namespaces)'",
        ValueSource.Words => $" -x -a '{string.Join(' ', value.Words)}'",
        _ => " -x",
    };

    private static string Quote(string text)
        => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
