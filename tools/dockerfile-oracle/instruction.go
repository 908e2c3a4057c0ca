package main

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type instruction struct {
	Kind      string   `json:"kind"`
	FirstLine int      `json:"firstLine"`
	LastLine  int      `json:"lastLine"`
	Text      string   `json:"text"`
	Flags     []string `json:"flags"`
	Heredocs  []any    `json:"heredocs"`
	// What only this kind has.
	Fields map[string]any `json:"fields"`
}

func instructionOf(node *parser.Node) instruction {
	answer := instruction{
		Kind:      strings.ToLower(node.Value),
		FirstLine: node.StartLine,
		LastLine:  node.EndLine,
		Text:      node.Original,
		Flags:     append([]string{}, node.Flags...),
		Heredocs:  []any{},
	}
	for _, doc := range node.Heredocs {
		content := doc.Content
		if doc.Chomp {
			content = parser.ChompHeredocContent(content)
		}
		answer.Heredocs = append(answer.Heredocs, map[string]any{
			"name": doc.Name, "expand": doc.Expand, "stripTabs": doc.Chomp, "content": content,
		})
	}
	// It has parsed before.
	read, err := instructions.ParseInstructionWithLinter(node, noRules)
	if err != nil {
		fail(err)
	}
	answer.Fields = fieldsOf(read)
	if answer.Kind == "onbuild" {
		answer.Fields = triggerOf(node)
	}
	return answer
}

func triggerOf(node *parser.Node) map[string]any {
	read, err := readTrigger(node)
	if err != nil {
		fail(err)
	}
	return map[string]any{"kind": strings.ToLower(node.Next.Children[0].Value), "fields": fieldsOf(read)}
}

func readTrigger(node *parser.Node) (any, error) {
	inner := *node.Next.Children[0]
	inner.Heredocs = node.Heredocs
	return instructions.ParseInstructionWithLinter(&inner, noRules)
}

func fieldsOf(read any) map[string]any {
	switch it := read.(type) {
	case *instructions.Stage:
		return map[string]any{"image": it.BaseName, "platform": it.Platform, "name": it.Name}
	case *instructions.ArgCommand:
		args := []any{}
		for _, arg := range it.Args {
			args = append(args, map[string]any{"name": arg.Key, "value": arg.Value})
		}
		return map[string]any{"args": args}
	case *instructions.EnvCommand:
		return map[string]any{"pairs": pairsOf(it.Env)}
	case *instructions.LabelCommand:
		return map[string]any{"pairs": pairsOf(it.Labels)}
	case *instructions.RunCommand:
		return map[string]any{"command": commandOf(it.ShellDependantCmdLine), "mounts": mountsOf(it)}
	case *instructions.CmdCommand:
		return map[string]any{"command": commandOf(it.ShellDependantCmdLine)}
	case *instructions.EntrypointCommand:
		return map[string]any{"command": commandOf(it.ShellDependantCmdLine)}
	case *instructions.CopyCommand:
		fields := filesOf(it.SourcesAndDest)
		fields["from"] = it.From
		return fields
	case *instructions.AddCommand:
		return filesOf(it.SourcesAndDest)
	case *instructions.WorkdirCommand:
		return map[string]any{"value": it.Path}
	case *instructions.UserCommand:
		return map[string]any{"value": it.User}
	case *instructions.StopSignalCommand:
		return map[string]any{"value": it.Signal}
	case *instructions.MaintainerCommand:
		return map[string]any{"value": it.Maintainer}
	case *instructions.ShellCommand:
		return map[string]any{"words": it.Shell}
	case *instructions.ExposeCommand:
		return map[string]any{"words": it.Ports}
	case *instructions.VolumeCommand:
		return map[string]any{"words": it.Volumes}
	case *instructions.HealthCheckCommand:
		return map[string]any{"test": it.Health.Test}
	default:
		return map[string]any{}
	}
}

func pairsOf(pairs instructions.KeyValuePairs) []any {
	out := []any{}
	for _, pair := range pairs {
		out = append(out, map[string]any{"name": pair.Key, "value": pair.Value})
	}
	return out
}

func commandOf(line instructions.ShellDependantCmdLine) map[string]any {
	if !line.PrependShell {
		return map[string]any{"form": "exec", "words": append([]string{}, line.CmdLine...)}
	}
	return map[string]any{"form": "shell", "text": strings.Join(line.CmdLine, " ")}
}

func filesOf(files instructions.SourcesAndDest) map[string]any {
	return map[string]any{"sources": append([]string{}, files.SourcePaths...), "destination": files.DestPath}
}

// mountsOf has the mounts with all their options, which BuildKit reads when it expands them; nil if it refuses them.
func mountsOf(run *instructions.RunCommand) any {
	if err := run.Expand(func(word string) (string, error) { return word, nil }); err != nil {
		return nil
	}
	out := []any{}
	for _, mount := range instructions.GetMounts(run) {
		out = append(out, map[string]any{
			"type": mount.Type, "from": mount.From, "source": mount.Source, "target": mount.Target,
			"id": mount.CacheID, "sharing": mount.CacheSharing,
		})
	}
	return out
}
