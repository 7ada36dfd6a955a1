using System.Text;
using PortTop.Model;

namespace PortTop.Completion;

/// <summary>The script for zsh: a file named _porttop in a folder of <c>fpath</c>, or sourced.</summary>
internal static class ZshCompletion
{
    private const string Namespaces = """
        _porttop_namespaces() {
            local -a names=(/run/netns/*(N:t))
            compadd -- "$@" $names
        }


        """;

    private const string Filter = """
            # Behind the words that are there, and behind a word's !.
            compset -P '* '
            compset -P '!'
            if [[ $PREFIX == *[:=]* ]]; then
                local field=${PREFIX%%[:=]*}
                compset -P '*[:=|,]'
                compadd -- ${=values[$field]}
            else
                _describe -t fields 'field of a filter' fields -S ''
            fi
        }


        """;

    private const string Tail = """

        if [[ $funcstack[1] == _porttop ]]; then
            _porttop "$@"
        else
            compdef _porttop porttop
        fi

        """;

    /// <summary>Writes the script.</summary>
    internal static string Write(CommandShape root)
    {
        var script = new StringBuilder("#compdef porttop\n# Completion of porttop for zsh, made by \"porttop completion zsh\".\n\n");
        script.Append(Namespaces).Append("_porttop_filter() {\n    local -A values=(");
        foreach (var field in FilterFields.All.Where(static field => field.Values.Count > 0))
        {
            foreach (var name in field.Aliases.Prepend(field.Name))
            {
                script.Append($"\n        {name} {PosixShell.Quote(string.Join(' ', field.Values))}");
            }
        }

        script.Append("\n    )\n    local -a fields=(");
        foreach (var field in FilterFields.All)
        {
            var beginning = field.Beginning.Replace(":", "\\:", StringComparison.Ordinal);
            script.Append($"\n        {PosixShell.Quote($"{beginning}:{CommandShape.Brief(field.Meaning)}")}");
        }

        script.Append("\n    )\n").Append(Filter);
        script.Append("_porttop() {\n    local curcontext=\"$curcontext\" state line\n    local -A opt_args\n    local -a commands=(");
        foreach (var command in root.Commands)
        {
            script.Append($"\n        {PosixShell.Quote($"{command.Name}:{CommandShape.Brief(command.Description)}")}");
        }

        script.Append("\n    )\n    _arguments -C");
        WriteOptions(script, root, "        ");
        script.Append(" \\\n        '1:command:->command' \\\n        '*::argument:->arguments'\n");
        script.Append("    case $state in\n        command) _describe -t commands command commands ;;\n")
            .Append("        arguments)\n            case $line[1] in\n");
        foreach (var command in root.Commands)
        {
            script.Append($"                {command.Name})\n                    _arguments");
            WriteOptions(script, command, "                        ");
            if (command.Argument is var (value, description, _))
            {
                // A message about what may stand there would keep options that begin with - from being completed.
                var action = value.Source == ValueSource.Free ? $"_guard \"^-*\" \"{Escape(value.Name)}\"" : Action(value);
                script.Append($" \\\n                        {PosixShell.Quote($"1:{Escape(CommandShape.Brief(description))}:{action}")}");
            }

            script.Append(" ;;\n");
        }

        return script.Append("            esac ;;\n    esac\n}\n").Append(Tail).ToString();
    }

    private static void WriteOptions(StringBuilder script, CommandShape command, string indent)
    {
        foreach (var option in command.Options)
        {
            var others = option.IsRepeatable ? "'*'" : option.Names.Count > 1 ? PosixShell.Quote($"({string.Join(' ', option.Names)})") : string.Empty;
            var value = option.Value is { } shape ? $":{Escape(shape.Name)}:{Action(shape)}" : string.Empty;
            foreach (var name in option.Names)
            {
                var form = option.Value is not null && name.StartsWith("--", StringComparison.Ordinal) ? name + "=" : name;
                script.Append($" \\\n{indent}{others}{PosixShell.Quote($"{form}[{Escape(CommandShape.Brief(option.Description))}]{value}")}");
            }
        }
    }

    private static string Action(ValueShape value) => value.Source switch
    {
        ValueSource.Filter => "_porttop_filter",
        ValueSource.File when value.Words.Count > 0
            => $"_alternative \"words\\:word\\:({string.Join(' ', value.Words)})\" \"files\\:file\\:_files\"",
        ValueSource.File => "_files",
        ValueSource.Namespace => $"_porttop_namespaces {string.Join(' ', value.Words)}",
        ValueSource.Words => $"({string.Join(' ', value.Words)})",
        _ => " ",
    };

    /// <summary>What _arguments would take for the end of a description.</summary>
    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
}
