package main

import (
	"bytes"
	"errors"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type fileAnswer struct {
	Problem      *problem          `json:"problem,omitempty"`
	Directives   map[string]string `json:"directives,omitempty"`
	Instructions []instruction     `json:"instructions,omitempty"`
	// Names of the stages, "" for one without.
	Stages  []string `json:"stages,omitempty"`
	Globals int      `json:"globals,omitempty"`
}

// BuildKit's parser panics without one at "# check=" before an instruction.
var noRules = linter.New(&linter.Config{})

func readFile(source []byte) fileAnswer {
	// What dockerfile2llb says before it parses, and after.
	if len(source) == 0 {
		return fileAnswer{Problem: &problem{Line: 1, Message: "the Dockerfile cannot be empty"}}
	}
	parsed, err := parser.Parse(bytes.NewReader(source))
	if err != nil {
		return fileAnswer{Problem: problemOf(err)}
	}
	trigger := badTrigger(parsed.AST)
	stages, globals, err := instructions.Parse(parsed.AST, noRules)
	if err != nil {
		found := problemOf(err)
		// Of one instruction BuildKit would tell of the missing stage last.
		if trigger == nil || found.Line < trigger.Line || found.Line == trigger.Line && !strings.HasPrefix(found.Message, "no build stage") {
			return fileAnswer{Problem: found}
		}
	}
	if trigger != nil {
		return fileAnswer{Problem: trigger}
	}
	if len(stages) == 0 {
		return fileAnswer{Problem: &problem{Message: "dockerfile contains no stages to build"}}
	}
	answer := fileAnswer{Directives: directivesOf(source, parsed.EscapeToken), Globals: len(globals)}
	for _, stage := range stages {
		answer.Stages = append(answer.Stages, stage.Name)
	}
	for _, node := range parsed.AST.Children {
		answer.Instructions = append(answer.Instructions, instructionOf(node))
	}
	return answer
}

// badTrigger finds the first ONBUILD that can't run. BuildKit lets it pass here and refuses it in the build it is for.
func badTrigger(file *parser.Node) *problem {
	for _, node := range file.Children {
		if !strings.EqualFold(node.Value, "onbuild") || node.Next == nil {
			continue
		}
		if _, err := readTrigger(node); err != nil {
			return &problem{Line: node.StartLine, Message: err.Error()}
		}
	}
	return nil
}

func directivesOf(source []byte, escape rune) map[string]string {
	directives := map[string]string{"escape": string(escape)}
	for _, name := range []string{"syntax", "check"} {
		if _, value, _, ok := parser.ParseDirective(name, source); ok {
			directives[name] = value
		}
	}
	return directives
}

// problemOf takes off what wraps the message: "dockerfile parse error on line 1: ".
func problemOf(err error) *problem {
	message := err.Error()
	if wrapped := errors.Unwrap(err); wrapped != nil && strings.HasPrefix(message, "dockerfile parse error on line ") {
		message = wrapped.Error()
	}
	var located *parser.LocationError
	line := 0
	if errors.As(err, &located) && len(located.Locations) > 0 && len(located.Locations[0]) > 0 {
		line = located.Locations[0][0].Start.Line
	}
	return &problem{Line: line, Message: message}
}
