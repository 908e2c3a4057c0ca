package main

import (
	"bytes"
	"errors"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
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

func readFile(source []byte) fileAnswer {
	// What dockerfile2llb says before it parses, and after.
	if len(source) == 0 {
		return fileAnswer{Problem: &problem{Line: 1, Message: "the Dockerfile cannot be empty"}}
	}
	parsed, err := parser.Parse(bytes.NewReader(source))
	if err != nil {
		return fileAnswer{Problem: problemOf(err)}
	}
	stages, globals, err := instructions.Parse(parsed.AST, nil)
	if err != nil {
		return fileAnswer{Problem: problemOf(err)}
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
