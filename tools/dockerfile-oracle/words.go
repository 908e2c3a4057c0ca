package main

import (
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type wordQuestion struct {
	Text          string            `json:"text"`
	Env           map[string]string `json:"env"`
	Escape        string            `json:"escape"`
	QuotesAreText bool              `json:"quotesAreText"`
}

type wordAnswer struct {
	Problem string   `json:"problem,omitempty"`
	Value   string   `json:"value"`
	Words   []string `json:"words"`
	// Names that had no value.
	Unset []string `json:"unset"`
}

func expandWord(asked wordQuestion) wordAnswer {
	lex := shell.NewLex([]rune(asked.Escape)[0])
	lex.SkipProcessQuotes = asked.QuotesAreText
	env := []string{}
	for name, value := range asked.Env {
		env = append(env, name+"="+value)
	}
	result, err := lex.ProcessWordWithMatches(asked.Text, shell.EnvsFromSlice(env))
	if err != nil {
		return wordAnswer{Problem: err.Error()}
	}
	unset := []string{}
	for name := range result.Unmatched {
		unset = append(unset, name)
	}
	slices.Sort(unset)
	return wordAnswer{Value: result.Result, Words: append([]string{}, result.Words...), Unset: unset}
}
