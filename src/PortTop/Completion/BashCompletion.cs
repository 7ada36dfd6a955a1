using System.Text;
using PortTop.Model;

namespace PortTop.Completion;

/// <summary>
/// The script for bash. It reads the line by itself: bash breaks words at <c>=</c> and <c>:</c>, of which filters are full, and the
/// functions that help with that are of a package that may be missing.
/// </summary>
internal static class BashCompletion
{
    private const string Head = """
        # Completion of porttop for bash, made by "porttop completion bash". For one shell: source <(porttop completion bash)

        # Proposes the words that begin as $1; $2 stands before each of them, and what bash has taken already is cut off.
        _porttop_propose() {
            local begun=$1 before=$2 cut='' word
            shift 2
            # What stands before the last = or : is a word of its own to bash, unless a quote is open.
            if [[ -z $quote && $before$begun == *[:=]* ]]; then
                cut=$before$begun
                cut=${cut%"${cut##*[:=]}"}
            fi
            for word in "$@"; do
                if [[ $word == "$begun"* ]]; then
                    word=$before$word
                    COMPREPLY+=("${word#"$cut"}")
                fi
            done
        }

        # Proposes fields of a filter, or what the field takes that was begun.
        _porttop_filter() {
            local last=${current##* } before field values=()
            before=${current%"$last"}
            if [[ $last == '!'* ]]; then
                before+='!'
                last=${last#!}
            fi
            if [[ $last == *[:=]* ]]; then
                field=${last%%[:=]*}
                case $field in

        """;

    private const string Middle = """
                esac
                field=${last%"${last##*[:=|,]}"}
                _porttop_propose "${last#"$field"}" "$before$field" "${values[@]}"
            else

        """;

    private const string Main = """
                compopt -o nospace 2>/dev/null
            fi
        }

        _porttop() {
            local line=${COMP_LINE:0:COMP_POINT} words=() current='' quote='' command='' option='' attached='' word char i
            COMPREPLY=()
            for ((i = 0; i < ${#line}; i++)); do
                char=${line:i:1}
                if [[ -n $quote ]]; then
                    if [[ $char == "$quote" ]]; then quote=''; else current+=$char; fi
                elif [[ $char == [\'\"] ]]; then
                    quote=$char
                elif [[ $char == [[:space:]] ]]; then
                    [[ -z $current ]] || words+=("$current")
                    current=''
                else
                    current+=$char
                fi
            done
            for word in "${words[@]:1}"; do
                if [[ -n $option ]]; then
                    option=''
                elif [[ $word == -* ]]; then
                    _porttop_takes_value "$command" "$word" && option=$word
                elif [[ -z $command ]]; then
                    command=$word
                fi
            done
            if [[ -z $option && $current == --*=* ]]; then
                option=${current%%=*}
                attached=$option=
                current=${current#*=}
            fi

        """;

    private const string Tail = """
        }

        complete -F _porttop porttop

        """;

    /// <summary>Writes the script.</summary>
    internal static string Write(CommandShape root)
    {
        var script = new StringBuilder(Head);
        foreach (var field in FilterFields.All.Where(static field => field.Values.Count > 0))
        {
            var names = string.Join(" | ", field.Aliases.Prepend(field.Name));
            script.Append($"            {names}) values=({string.Join(' ', field.Values)}) ;;\n");
        }

        script.Append(Middle);
        script.Append($"        _porttop_propose \"$last\" \"$before\" {string.Join(' ', FilterFields.All.Select(static field => PosixShell.Quote(field.Beginning)))}\n");
        script.Append(Main.Replace("_porttop() {", TakesValue(root) + "_porttop() {", StringComparison.Ordinal));
        script.Append("    case \"$command $option\" in\n");
        foreach (var (value, places) in Values(root))
        {
            script.Append($"        {string.Join(" | ", places.Select(PosixShell.Quote))})\n            {Propose(value)}\n            return ;;\n");
        }

        script.Append("    esac\n    [[ -z $option ]] || return\n    case $command in\n");
        foreach (var command in root.Commands)
        {
            script.Append($"        {command.Name}) {Rest(command)} ;;\n");
        }

        script.Append($"        '') {Rest(root)} ;;\n    esac\n");
        return script.Append(Tail).ToString();
    }

    private static string TakesValue(CommandShape root)
    {
        var places = Places(root).Where(static place => place.Option.Value is not null)
            .SelectMany(static place => place.Option.Names.Select(name => PosixShell.Quote($"{place.Command} {name}")));
        return "_porttop_takes_value() {\n    case \"$1 $2\" in\n        " + string.Join(" | ", places)
            + ") return 0 ;;\n    esac\n    return 1\n}\n\n";
    }

    private static IEnumerable<(string Command, OptionShape Option)> Places(CommandShape root)
        => root.Options.Select(static option => (string.Empty, option))
            .Concat(root.Commands.SelectMany(static command => command.Options.Select(option => (command.Name, option))));

    /// <summary>Each sort of value with the places where it stands: a command and an option.</summary>
    private static IEnumerable<(ValueShape Value, IEnumerable<string> Places)> Values(CommandShape root)
        => Places(root).Where(static place => place.Option.Value is { Source: not ValueSource.Free })
            .GroupBy(static place => Propose(place.Option.Value!))
            .Select(static group => (
                group.First().Option.Value!,
                group.SelectMany(static place => place.Option.Names.Select(name => $"{place.Command} {name}"))));

    private static string Propose(ValueShape value)
    {
        var words = string.Join(' ', value.Words.Select(PosixShell.Quote));
        return value.Source switch
        {
            ValueSource.Filter => "_porttop_filter",
            ValueSource.File => $"_porttop_propose \"$current\" \"$attached\" {words}\n"
                + "            compopt -o filenames 2>/dev/null\n"
                + "            while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -f -- \"$current\")",
            ValueSource.Namespace => "words=(/run/netns/*)\n"
                + "            [[ -e ${words[0]} ]] || words=()\n"
                + $"            _porttop_propose \"$current\" \"$attached\" {words} \"${{words[@]##*/}}\"",
            _ => $"_porttop_propose \"$current\" \"$attached\" {words}",
        };
    }

    /// <summary>What may stand where no value is due: options, commands, and words for the argument.</summary>
    private static string Rest(CommandShape command)
    {
        var options = command.Options.SelectMany(static option => option.Names)
            .Where(static name => name.StartsWith("--", StringComparison.Ordinal));
        var others = command.Commands.Select(static below => below.Name).Concat(command.Argument?.Value.Words ?? []).ToArray();
        var propose = $"_porttop_propose \"$current\" '' {string.Join(' ', options)}";
        return others.Length == 0
            ? propose
            : $"if [[ $current == -* ]]; then {propose}; else _porttop_propose \"$current\" '' {string.Join(' ', others)}; fi";
    }
}
